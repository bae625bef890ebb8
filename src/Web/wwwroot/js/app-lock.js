// @ts-check
/**
 * An open page locks itself when the session's idle time is over: what it shows is hidden at once, and the code is asked, with the way back. The server has
 * ended the session by then; this only keeps the screen of a phone that lies about from telling the balance. What a page asks by itself is no use: only a page
 * that somebody opens begins the time again, in every tab.
 */
const mark = document.querySelector("[data-lock-after]");
if (mark instanceof HTMLElement) lockAfter(Number(mark.dataset.lockAfter) * 1_000, mark.dataset.lockAt ?? "/app/code");

/** @param {number} time @param {string} page */
function lockAfter(time, page) {
  const tabs = new BroadcastChannel("guichet-lock");
  let opened = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  const lock = () => {
    document.documentElement.classList.add("is-locked");
    document.title = document.querySelector("[data-lock-title]")?.getAttribute("data-lock-title") ?? document.title;
    location.replace(`${page}?retour=${encodeURIComponent(location.pathname + location.search)}`);
  };
  // By the clock, not by the timer: a phone that slept has not counted.
  const look = () => {
    clearTimeout(next);
    const left = opened + time - Date.now();
    if (left <= 0) lock();
    else next = setTimeout(look, left);
  };

  tabs.addEventListener("message", (event) => {
    opened = Math.max(opened, Number(event.data) || 0);
    look();
  });
  tabs.postMessage(opened);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  addEventListener("focus", look);
  look();
}
