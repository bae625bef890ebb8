// @ts-check
const DAY = 86_400_000;

/** A form that acts is sent once; the button shows that it was heard. A page that comes back from the browser's cache may be sent again. */
export function submitOnce() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.hasAttribute("data-once")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    event.submitter?.classList.add("is-busy");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) form.removeAttribute("data-sent");
    for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
  });
}

export function printOnPress() {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) print();
  });
}

/** A link to copy is marked as a whole. */
export function selectOnFocus() {
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.hasAttribute("data-select")) event.target.select();
  });
}

/** What was refused is where reading goes on. */
export function focusErrors() {
  const summary = document.querySelector("[data-focus]");
  if (summary instanceof HTMLElement) summary.focus();
}

/** «Soit le 04/07/2020» beside a number of days, at once; also for what was typed before this file had come, or put back by the browser. */
export function showDates() {
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement) showDatesOf(event.target);
  });
  addEventListener("pageshow", () => {
    for (const input of document.querySelectorAll("input")) showDatesOf(input);
  });
}

/** @param {HTMLInputElement} input */
function showDatesOf(input) {
  for (const output of document.querySelectorAll("[data-until]")) {
    if (output instanceof HTMLElement && output.dataset.until === input.name) output.textContent = dateAfter(input.value, output.dataset);
  }
}

/**
 * @param {string} typed
 * @param {DOMStringMap} rule from (yyyy-MM-dd, the day in Paris), max, text
 */
export function dateAfter(typed, { from = "", max = "", text = "" }) {
  const days = /^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : 0;
  if (days < 1 || days > Number(max)) return "";
  // Days are counted in UTC, where none is shorter than another.
  const [year, month, day] = new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10).split("-");
  return text.replace("{0}", `${day}/${month}/${year}`);
}
