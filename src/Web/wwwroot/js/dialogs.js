// @ts-check
import { addressOf } from "./live-show.js";
import { fetchPage } from "./page.js";

/**
 * A button with `data-dialog` names a page that can also stand in a dialog: it is fetched when pressed. When that does not work, the button does what it
 * does without this file: it goes to the page.
 */
export function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest("[data-dialog]") : null;
    if (opener instanceof HTMLElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void open(opener);
      return;
    }
    const closer = event.target instanceof Element ? event.target.closest("dialog [data-close]") : null;
    if (closer) {
      event.preventDefault();
      closer.closest("dialog")?.close();
    }
  });
}

/** @param {HTMLElement} opener */
async function open(opener) {
  if (opener.dataset.opening) return;
  opener.dataset.opening = "true";
  opener.classList.add("is-busy");
  const address = opener.dataset.dialog ?? "";
  try {
    const { page, url } = await fetchPage(address);
    const content = page.querySelector("[data-dialog-content]");
    // Something happened meanwhile, and the server leads elsewhere: so does the button.
    if (!content) location.assign(url);
    else show(content, opener);
  } catch {
    location.assign(address);
  } finally {
    delete opener.dataset.opening;
    opener.classList.remove("is-busy");
  }
}

/**
 * @param {Element} content
 * @param {HTMLElement} opener
 */
function show(content, opener) {
  const again = addressOf(opener);
  const row = opener.closest("[data-payment]")?.getAttribute("data-payment");
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  content.classList.remove("card", "card--roomy");
  dialog.append(content);
  const title = dialog.querySelector("[data-dialog-title]");
  if (title) {
    title.id = "dialog-title";
    dialog.setAttribute("aria-labelledby", title.id);
  }
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The list may have been renewed behind the dialog: then the same button of the same row, or the row itself.
    const back = opener.isConnected ? opener : (document.querySelector(again) ?? (row ? document.querySelector(`[data-payment="${CSS.escape(row)}"] a`) : null));
    if (back instanceof HTMLElement) back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
