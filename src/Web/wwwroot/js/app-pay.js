// @ts-check
/**
 * «Confirmer» on any network. The screen says «paid» only when the server said so, and «not paid» only when the server has made sure that it stays so: without an
 * answer it asks, with the ticket, until it knows (docs/decisions/0026). The code is kept nowhere.
 */
import { forget, recall, remember } from "./app-pay-pending.js";
import { ask, isReachable, post } from "./app-pay-send.js";

const SEND_LIMIT = 12_000, FIRST_PAUSE = 500, LONGEST_PAUSE = 10_000, TICK = 700;

/** @type {(() => void) | null} ends the pause between two questions */
let wake = null;
let busy = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-pay]")) return;
  event.preventDefault();
  if (!busy) void send(form, event.submitter);
});
for (const name of ["online", "focus", "pageshow"]) addEventListener(name, () => wake?.());
document.addEventListener("visibilitychange", () => document.hidden || wake?.());
addEventListener("pageshow", resume);
resume();

/** A ticket was sent from here before the page was left or loaded again, and nobody has heard of it since. */
function resume() {
  const form = document.querySelector("form[data-pay]");
  if (busy || !(form instanceof HTMLFormElement)) return;
  const pending = recall();
  if (!pending) return;
  if (pending.path === new URL(form.action).pathname) void check(form, pending.ticket);
  else forget();
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function send(form, submitter) {
  busy = true;
  const fields = new FormData(form, submitter);
  const ticket = String(fields.get("ticket"));
  remember(new URL(form.action).pathname, ticket);
  show(form, "sending");
  const answer = await post(form.action, fields, SEND_LIMIT);
  if (answer.kind === "page") {
    forget();
    refuse(answer.main);
  } else if (!settled(form, answer)) {
    await check(form, ticket);
  }
}

/**
 * Asks until there is an answer: at once on reconnect, focus and wake-up, else with growing pauses that never end.
 * @param {HTMLFormElement} form
 * @param {string} ticket
 */
async function check(form, ticket) {
  busy = true;
  show(form, "checking");
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.6, LONGEST_PAUSE)) {
    if (settled(form, await ask(form, ticket))) return;
    if (await rest(pause)) pause = FIRST_PAUSE;
  }
}

/**
 * @param {number} pause
 * @returns {Promise<boolean>} whether something woke it
 */
function rest(pause) {
  return new Promise((resolve) => {
    const end = (/** @type {boolean} */ woken) => {
      clearTimeout(timer);
      wake = null;
      resolve(woken);
    };
    const timer = setTimeout(() => end(false), pause);
    wake = () => end(true);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {import("./app-pay-send.js").Answer} answer
 * @returns {boolean} whether the server knew
 */
function settled(form, answer) {
  if (answer.kind === "known") {
    forget();
    if (answer.paid) celebrate(answer.at);
    else location.replace(answer.at);
    return true;
  }
  if (answer.kind === "signed-out") {
    // The ticket stays remembered: whoever comes back by the code hears what became of it.
    const { pathname, search } = new URL(form.action);
    location.replace(`${answer.door}?retour=${encodeURIComponent(pathname + search)}`);
    return true;
  }
  if (answer.kind === "stale") {
    location.reload();
    return true;
  }
  return false;
}

/**
 * The tick at once; the receipt, which is the server's page, when it is drawn and can be had: without a network the tick stays. There it stands still (parts.css).
 * @param {string} at
 */
function celebrate(at) {
  const done = document.getElementById("pay-done"), main = document.getElementById("main");
  if (done instanceof HTMLTemplateElement && main) main.replaceChildren(done.content.cloneNode(true));
  document.querySelector(".app-top")?.classList.add("app-top--done");
  scrollTo({ top: 0, behavior: "instant" });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(async () => {
    for (let pause = FIRST_PAUSE; !(await isReachable(at)); pause = Math.min(pause * 1.6, LONGEST_PAUSE)) await rest(pause);
    location.replace(`${at}#payment`);
  }, still ? 0 : TICK);
}

/**
 * A «no» with the form in it: as the server rendered it, ready for the next try.
 * @param {HTMLElement} main
 */
function refuse(main) {
  document.getElementById("main")?.replaceChildren(...document.adoptNode(main).childNodes);
  busy = false;
  const code = document.getElementById("code");
  if (code instanceof HTMLInputElement) code.focus();
}

/**
 * @param {HTMLFormElement} form
 * @param {"sending" | "checking"} state
 */
function show(form, state) {
  form.dataset.busy = state;
  for (const said of document.querySelectorAll("#main .notice, #main .error-summary")) said.remove();
  const code = form.elements.namedItem("code");
  if (code instanceof HTMLInputElement) code.value = "";
  const place = form.querySelector("[data-pay-state]");
  if (!(place instanceof HTMLElement)) return;
  const [spin, word, text] = ["span", "p", "p"].map((name) => document.createElement(name));
  spin.className = "pay-state__spin";
  word.className = "pay-state__word";
  word.textContent = (state === "sending" ? place.dataset.sending : place.dataset.checking) ?? "";
  text.className = "soft";
  text.textContent = state === "checking" ? place.dataset.checkingText ?? "" : "";
  place.replaceChildren(spin, word, text);
  place.focus({ preventScroll: true });
}
