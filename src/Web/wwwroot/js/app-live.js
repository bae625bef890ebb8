// @ts-check
import { countDown } from "./app-countdown.js";

const FIRST_PAUSE = 5_000, LONGEST_PAUSE = 30_000, REQUEST_LIMIT = 10_000;

/**
 * Keeps a page true: listens to the server, asks again by itself with growing pauses that never end, and at once on wake-up, focus and reconnect.
 * What it is told is a hint only; what it shows is the page itself, asked again.
 * `data-live` is the stream; `data-live-part` lists the parts to renew, without it a change of `data-version` loads the page anew.
 * @param {ParentNode} root
 */
export function keepLive(root) {
  const live = root.querySelector("[data-live]");
  if (!(live instanceof HTMLElement)) return;

  let heardAt = Date.now(), pause = FIRST_PAUSE, asking = false, again = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  const look = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    clearTimeout(next);
    try {
      await renew(live);
      heardAt = Date.now();
      showAge(null);
    } catch {
      showAge(heardAt); // the next look comes by itself
    } finally {
      asking = false;
    }
    if (again) {
      again = false;
      await look();
      return;
    }
    next = setTimeout(look, pause);
    pause = Math.min(pause * 1.5, LONGEST_PAUSE);
  };
  const lookNow = () => {
    pause = FIRST_PAUSE;
    void look();
  };

  listen(live.dataset.live ?? "", lookNow);
  document.addEventListener("guichet:look", lookNow);
  document.addEventListener("visibilitychange", () => document.hidden || lookNow());
  addEventListener("focus", lookNow);
  addEventListener("online", lookNow);
  addEventListener("pageshow", (event) => event.persisted && lookNow());
  navigator.serviceWorker?.addEventListener("message", (event) => event.data === "guichet:look" && lookNow()); // a notification came
  next = setTimeout(look, pause);
}

/**
 * A page that could not be asked again says from when it is.
 * @param {number | null} heardAt
 */
function showAge(heardAt) {
  const place = document.getElementById("stale");
  if (!place) return;
  const text = heardAt === null ? "" : (place.dataset.text ?? "").replace("{0}", new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(heardAt));
  if (place.textContent !== text) place.textContent = text;
  place.hidden = heardAt === null;
}

/**
 * The browser reconnects by itself; when it gives up (the server answered with an error), this does.
 * @param {string} address
 * @param {() => void} onNews
 */
function listen(address, onNews) {
  const source = new EventSource(address);
  let wasOpen = false;
  source.addEventListener("open", () => {
    if (wasOpen) onNews(); // something may have been missed
    wasOpen = true;
  });
  source.addEventListener("change", onNews);
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(address, onNews), LONGEST_PAUSE);
  });
}

/** @param {HTMLElement} live */
async function renew(live) {
  const answer = await fetch(location.href, { headers: { "X-Guichet-Live": "1" }, signal: AbortSignal.timeout(REQUEST_LIMIT) });
  if (answer.redirected || answer.status === 401 || answer.status === 404) {
    location.reload(); // signed out, or it has become something else
    return;
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (practice(fresh) !== practice(document)) document.dispatchEvent(new Event("guichet:clock"));
  const parts = live.dataset.livePart?.split(" ") ?? [];
  if (parts.length === 0) {
    const shown = fresh.querySelector("[data-live]")?.getAttribute("data-version");
    if (shown !== live.dataset.version) location.reload();
    return;
  }
  for (const id of parts) replace(document.getElementById(id), fresh.getElementById(id));
}

/**
 * How far the demonstration's clock was moved; nothing elsewhere.
 * @param {Document} page
 */
const practice = (page) => page.querySelector("[data-practice-ahead]")?.getAttribute("data-practice-ahead");

/**
 * Only what says something new: text that did not change is not read aloud again, and focus stays where it is.
 * @param {HTMLElement | null} shown
 * @param {HTMLElement | null} fresh
 */
function replace(shown, fresh) {
  if (!shown || !fresh || said(shown) === said(fresh)) return;
  const focused = shown.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  shown.replaceChildren(...document.adoptNode(fresh).childNodes);
  shown.classList.remove("is-new");
  void shown.offsetWidth; // restarts the fade
  shown.classList.add("is-new");
  countDown(shown);
  if (focused) {
    const link = shown.querySelector(`[href="${CSS.escape(focused)}"]`);
    if (link instanceof HTMLElement) link.focus();
  }
}

/**
 * A running countdown or clock is no news.
 * @param {HTMLElement} part
 */
function said(part) {
  const copy = part.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return "";
  for (const timer of copy.querySelectorAll("[data-seconds-left], [data-ticking]")) timer.remove();
  return copy.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
