// @ts-check

/**
 * A form is sent once: the server would pay once anyway, but a second tap should not make anybody wonder.
 * @param {ParentNode} root
 */
export function submitOnce(root) {
  for (const form of root.querySelectorAll("form[data-once]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
      if (event.submitter instanceof HTMLElement) event.submitter.classList.add("is-busy");
    });
  }
  // Back shows the page as it was left: ready to be sent again (the ticket in it pays once).
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      if (form instanceof HTMLFormElement) delete form.dataset.sent;
    }
    for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
  });
}

/**
 * A link that stands for a value puts it into its field instead of loading the page again.
 * @param {ParentNode} root
 */
export function fillOnTap(root) {
  for (const link of root.querySelectorAll("a[data-fill]")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.dataset.fill ?? "");
      if (!(field instanceof HTMLInputElement)) return;
      event.preventDefault();
      field.value = link.dataset.value ?? "";
      field.focus();
    });
  }
}

const HIDDEN = "guichet-hide-amounts";

/**
 * «Masquer les montants»: for the eyes of the queue behind. Kept on this device; only pages that have the button hide anything.
 * @param {ParentNode} root
 */
export function hideAmounts(root) {
  const button = root.querySelector("[data-hide-amounts]");
  if (!(button instanceof HTMLButtonElement)) return;
  const show = (/** @type {boolean} */ hidden) => {
    document.documentElement.classList.toggle("hide-amounts", hidden);
    button.setAttribute("aria-pressed", String(hidden));
    button.querySelector("use")?.setAttribute("href", `/icons.svg#${hidden ? "eye-off" : "eye"}`);
  };
  show(read());
  button.hidden = false;
  button.addEventListener("click", () => {
    const hidden = button.getAttribute("aria-pressed") !== "true";
    show(hidden);
    try {
      localStorage.setItem(HIDDEN, hidden ? "yes" : "");
    } catch {
      // Private mode: it lasts as long as the page.
    }
  });
}

/** @returns {boolean} */
function read() {
  try {
    return localStorage.getItem(HIDDEN) === "yes";
  } catch {
    return false;
  }
}

/**
 * Buttons that only a script can serve appear with it.
 * @param {ParentNode} root
 */
export function printOnTap(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
