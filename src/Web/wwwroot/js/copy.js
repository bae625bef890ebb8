// @ts-check
import { announce } from "./live-show.js";

/** A button with `data-copy` puts that text on the clipboard and says so (`data-copied`). Where the browser does not let it, the text can still be marked by hand. */
export function copyOnPress() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    if (button instanceof HTMLElement) void copy(button);
  });
}

/** @param {HTMLElement} button */
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
  } catch {
    return;
  }
  announce(button.dataset.copied);
  const use = button.querySelector("use");
  if (!use) return;
  use.setAttribute("href", "/icons.svg#tick");
  setTimeout(() => use.setAttribute("href", "/icons.svg#copy"), 2_000);
}
