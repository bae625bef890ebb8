// @ts-check

/**
 * Counts down what is left of a limit, from the seconds that the server gave: a phone's clock may be wrong. At zero the page asks the server what is so.
 * @param {ParentNode} root
 */
export function countDown(root) {
  for (const timer of root.querySelectorAll("[data-seconds-left]")) {
    if (timer instanceof HTMLElement) run(timer);
  }
}

/** @param {HTMLElement} timer */
function run(timer) {
  const { seconds = "", minutes = "", over = "" } = timer.dataset;
  const end = performance.now() + Number(timer.dataset.secondsLeft) * 1000;
  const show = () => {
    if (!timer.isConnected) {
      clearInterval(ticking);
      return;
    }
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    timer.textContent = left === 0 ? over
      : left < 60 ? seconds.replace("{0}", String(left))
      : minutes.replace("{0}", String(Math.floor(left / 60))).replace("{1}", String(left % 60));
    if (left === 0) {
      clearInterval(ticking);
      document.dispatchEvent(new Event("guichet:look"));
    }
  };
  const ticking = setInterval(show, 1000);
  // Timers sleep with the tab: right again at once when it wakes.
  document.addEventListener("visibilitychange", show);
}
