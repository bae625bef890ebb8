// @ts-check
import { announce } from "./live-show.js";
import { ask } from "./page.js";

/** Between two questions; then, unanswered so often, the server that has the export is another one, and only the browser knows. */
const EVERY = 500, UNANSWERED = 16;

/** «Exporter» stays an ordinary download; the page asks beside it how far the server is. */
export function followExports() {
  const panel = document.querySelector("[data-export-progress]");
  if (!(panel instanceof HTMLElement)) return;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-export]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.classList.contains("is-busy")) return event.preventDefault();
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const address = link.href;
    link.href = `${address}${address.includes("?") ? "&" : "?"}suivi=${id}`;
    setTimeout(() => (link.href = address));
    void follow(panel, link, `${panel.dataset.exportProgress}/${id}`);
  });
}

/**
 * @param {HTMLElement} panel
 * @param {HTMLAnchorElement} link
 * @param {string} address of the export's state
 */
async function follow(panel, link, address) {
  const links = [...document.querySelectorAll("a[data-export]")];
  for (const other of links) other.classList.add("is-busy");
  link.setAttribute("aria-busy", "true");
  show(panel, "running");
  announce(panel.dataset.textRunning);
  const cancel = panel.querySelector("button");
  if (cancel) cancel.onclick = () => void fetch(address, { method: "DELETE", credentials: "same-origin" }).catch(() => {});
  const end = await untilEnd(panel, address);
  show(panel, end.state, end.rows, end.of);
  announce(panel.querySelector("p")?.textContent ?? undefined);
  for (const other of links) other.classList.remove("is-busy");
  link.removeAttribute("aria-busy");
}

/**
 * @typedef {{ state: string, rows?: number, of?: number | null }} Progress
 * @param {HTMLElement} panel
 * @param {string} address
 * @returns {Promise<Progress>}
 */
async function untilEnd(panel, address) {
  for (let unanswered = 0; unanswered < UNANSWERED; ) {
    await new Promise((later) => setTimeout(later, EVERY));
    const progress = await progressOf(address);
    if (!progress) unanswered++;
    else if (progress.state !== "running") return progress;
    else {
      unanswered = 0;
      show(panel, progress.of ? "rows" : "running", progress.rows, progress.of);
    }
  }
  return { state: "unknown" };
}

/** @param {string} address @returns {Promise<Progress | null>} */
async function progressOf(address) {
  try {
    const answer = await ask(address);
    if (answer.status === 204) return null;
    const { state, rows, of } = await answer.json();
    return { state: state.toLowerCase(), rows, of };
  } catch {
    return null;
  }
}

/**
 * @param {HTMLElement} panel
 * @param {string} state
 * @param {number} [rows]
 * @param {number | null} [of]
 */
function show(panel, state, rows = 0, of = null) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const [text, bar, cancel] = [panel.querySelector("p"), panel.querySelector("progress"), panel.querySelector("button")];
  if (!text || !bar || !cancel) return;
  const words = { running: panel.dataset.textRunning, rows: panel.dataset.textRows, done: panel.dataset.textDone, canceled: panel.dataset.textCanceled, failed: panel.dataset.textFailed, refused: panel.dataset.textRefused, unknown: panel.dataset.textUnknown };
  text.textContent = (words[/** @type {keyof typeof words} */ (state)] ?? "").replace("{0}", number.format(rows)).replace("{1}", number.format(of ?? 0));
  const isRunning = state === "running" || state === "rows";
  if (of) [bar.max, bar.value] = [of, rows];
  else bar.removeAttribute("value");
  bar.hidden = cancel.hidden = !isRunning;
  panel.hidden = false;
}
