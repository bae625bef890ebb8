// @ts-check
const OFF = "guichet-keys-off";

/** «/» to the search, j and k (in a row also the arrows) from row to row; Enter opens, as on every link. They can be switched off. */
export function listKeys() {
  const search = document.getElementById("q");
  if (!search || !document.querySelector('[data-live="operations"]')) return;
  const toggle = document.querySelector("[data-keys-on]");
  if (toggle instanceof HTMLInputElement) {
    toggle.checked = !isOff();
    toggle.addEventListener("change", () => remember(!toggle.checked));
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const row = event.target instanceof Element ? event.target.closest(".ops__row") : null;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (row && step) move(event, step);
    if (isTyping(event.target) || isOff()) return;
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
      if (search instanceof HTMLInputElement) search.select();
    } else if (event.key === "j" || event.key === "k") move(event, event.key === "j" ? 1 : -1);
  });
  document.querySelector(".counter[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
}

/** On a phone the open panel would push the list out of sight: once applied, its summary and the chips say what is active. The style hides it until then. */
export function foldFilters() {
  const panel = document.querySelector("details[data-fold=true]");
  if (!(panel instanceof HTMLDetailsElement)) return;
  if (matchMedia("(max-width: 39.99rem)").matches) panel.open = false;
  panel.removeAttribute("data-fold");
}

/** Empty fields say nothing: the address stays short enough to be read and sent to a colleague. */
export function stripEmpty() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.hasAttribute("data-strip")) return;
    for (const field of form.elements) {
      if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === "") field.disabled = true;
    }
  });
  // Back from the browser's cache.
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form[data-strip] :disabled")) field.removeAttribute("disabled");
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {number} step
 */
function move(event, step) {
  const links = [...document.querySelectorAll(".ops__row td.ops__basket a")];
  const at = links.findIndex((link) => link.closest(".ops__row")?.contains(document.activeElement));
  const next = links[at < 0 ? 0 : at + step];
  event.preventDefault();
  if (!(next instanceof HTMLElement)) return;
  next.focus({ preventScroll: true });
  next.closest(".ops__row")?.scrollIntoView({ block: "nearest" });
}

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLElement && (target.matches("input:not([type=checkbox], [type=radio]), textarea, select") || target.isContentEditable);

// A browser may refuse to remember: then the keys are on.
const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
};

/** @param {boolean} off */
const remember = (off) => {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // Only for this page, then.
  }
};
