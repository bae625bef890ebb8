// @ts-check
/**
 * A receipt on the screen: a clock that runs by the server's time, the age of the payment, how sure the page is, and «Montrer au caissier».
 * Everything shown is looked up at each tick, for the parts around it are renewed while it is open. A copy that was saved for later says the same as one that
 * was just loaded: what is old is told by this device's clock, set right by what the server said last.
 */
const TICK = 250, ASK_EVERY = 10_000, SURE_FOR = 15_000, PATIENCE = 8_000, KEPT = "guichet-server-ahead";
const LANGUAGE = document.documentElement.lang || "fr";
const IN_PARIS = { timeZone: "Europe/Paris", hour12: false };
const clock = new Intl.DateTimeFormat("fr-FR", { ...IN_PARIS, hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("fr-FR", { ...IN_PARIS, day: "2-digit", month: "2-digit", year: "numeric" });

/** Milliseconds by which the server's clock is ahead of this device's. */
let ahead = kept();
/** When the server last confirmed what is shown, by its clock; 0 before it did. */
let confirmedAt = 0;
/** @type {WakeLockSentinel | undefined} */
let awake;

const now = () => Date.now() + ahead;

function tick() {
  const time = now();
  for (const shown of elements("[data-clock]")) write(shown, clock.format(time));
  for (const shown of elements("[data-age-since]")) {
    const age = time - Number(shown.dataset.ageSince);
    write(shown, ageOf(age, shown.dataset));
    shown.classList.toggle("age--old", age >= Number(shown.dataset.fresh));
  }
  for (const shown of elements("[data-sure]")) {
    const last = confirmedAt || Number(shown.dataset.readAt);
    write(shown, confirmedAt && time - confirmedAt < SURE_FOR ? shown.dataset.fresh ?? "" : (shown.dataset.stale ?? "").replace("{0}", atTheSecond(last)));
  }
}

/**
 * @param {number} age
 * @param {DOMStringMap} words
 */
function ageOf(age, words) {
  const minutes = Math.floor(age / 60_000), hours = Math.floor(minutes / 60), days = Math.floor(hours / 24);
  return (minutes < 1 ? words.now : hours < 1 ? words.minutes?.replace("{0}", String(minutes)) : days < 1 ? words.hours?.replace("{0}", String(hours))
    : days < 2 ? words.day : words.days?.replace("{0}", String(days))) ?? "";
}

/** @param {number} time */
const atTheSecond = (time) => `${day.format(time)} ${LANGUAGE.startsWith("fr") ? "à" : "at"} ${clock.format(time)}`;

/** Asks the server for its time and whether the payment is as it is shown. */
async function check() {
  const receipt = document.querySelector("[data-receipt]");
  if (!(receipt instanceof HTMLElement) || document.hidden) return;
  const before = Date.now();
  try {
    const answer = await fetch(`${receipt.dataset.receipt}/etat`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return;
    const state = await answer.json();
    const middle = (before + Date.now()) / 2;
    ahead = Math.round(state.now - middle);
    keep(ahead);
    if (String(state.version) === receipt.dataset.receiptVersion) confirmedAt = state.now;
    else document.dispatchEvent(new Event("guichet:look"));
  } catch {
    // No answer: the page says since when it does not know.
  }
  tick();
}

/** @param {HTMLDialogElement} dialog */
function show(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  void check();
  void stayAwake();
}

async function stayAwake() {
  try {
    awake = await navigator.wakeLock?.request("screen");
  } catch {
    // Low battery, or an old browser: the screen may go dark, and nothing else.
  }
}

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function elements(selector) {
  return [...document.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @returns {number} */
function kept() {
  try {
    return Number(localStorage.getItem(KEPT)) || 0;
  } catch {
    return 0;
  }
}

/** @param {number} milliseconds */
function keep(milliseconds) {
  try {
    localStorage.setItem(KEPT, String(milliseconds));
  } catch {
    // Private mode: it lasts as long as the page.
  }
}

const dialog = document.getElementById("montrer");
if (dialog instanceof HTMLDialogElement) {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-show]")) {
      event.preventDefault();
      show(dialog);
    } else if (target?.closest("[data-show-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => void awake?.release());
  if (location.hash === `#${dialog.id}`) {
    history.replaceState(history.state, "", location.pathname + location.search);
    show(dialog);
  }
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  void check();
  if (dialog instanceof HTMLDialogElement && dialog.open) void stayAwake();
});
tick();
setInterval(tick, TICK);
void check();
setInterval(check, ASK_EVERY);
