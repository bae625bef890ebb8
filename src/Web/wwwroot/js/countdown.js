// @ts-check
/** A clock that differs by more from one word of the server to the next was moved. */
const JUMP = 30_000;
/** How far the server's clock is ahead of this one, in ms; null before it spoke. Tills are often wrong by minutes, the practice clock is ahead by days. */
let ahead = /** @type {number | null} */ (null);

/**
 * Gives whether one of the clocks was moved since the server last spoke.
 * @param {string} serverNow
 */
export function setClock(serverNow) {
  const server = Date.parse(serverNow);
  if (Number.isNaN(server)) return false;
  const before = ahead;
  ahead = server - Date.now();
  return before !== null && Math.abs(ahead - before) > JUMP;
}

/** «Expire dans 14:32», every second; at the end the page looks again by itself. */
export function countDown() {
  setInterval(show, 1_000);
  show();
}

function show() {
  if (ahead === null) return; // the server's own words stand there until then
  for (const element of document.querySelectorAll("[data-countdown]")) {
    if (!(element instanceof HTMLElement)) continue;
    const left = Math.ceil((Date.parse(element.dataset.countdown ?? "") - Date.now() - ahead) / 1_000);
    if (Number.isNaN(left)) continue;
    if (left > 0) {
      element.textContent = (element.dataset.text ?? "{0}").replace("{0}", asClock(left));
      element.closest(".countdown")?.classList.toggle("is-soon", left <= 60);
    } else if (left === 0 || left % 5 === 0) {
      // Not for ever silent, should the server's answer have come a moment early.
      document.dispatchEvent(new CustomEvent("guichet:look"));
    }
  }
}

/** @param {number} seconds */
export function asClock(seconds) {
  const parts = [Math.floor(seconds / 60), seconds % 60];
  if (parts[0] >= 60) parts.splice(0, 1, Math.floor(parts[0] / 60), parts[0] % 60);
  return parts.map((n, place) => (place === 0 ? `${n}` : `${n}`.padStart(2, "0"))).join(":");
}
