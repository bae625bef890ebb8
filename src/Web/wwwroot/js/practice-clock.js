// @ts-check
/**
 * The demonstration's clock in the band of every page: it runs on by itself, and follows when somebody moves it, in another tab (the channel) or anywhere
 * else (what a live page hears). Every page works without this file.
 */
const channel = new BroadcastChannel("guichet-practice-clock");
const link = document.querySelector("[data-practice-now]");
const paris = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const long = new Intl.DateTimeFormat(document.documentElement.lang === "fr" ? "fr-FR" : "en-GB", { timeZone: "Europe/Paris", dateStyle: "full" });
let started = performance.now();

if (link instanceof HTMLElement) {
  channel.addEventListener("message", (event) => {
    if (Number(event.data) <= Number(link.dataset.practiceAhead)) return;
    document.dispatchEvent(new Event("guichet:look"));
    void ask(link);
  });
  channel.postMessage(link.dataset.practiceAhead);
  document.addEventListener("guichet:clock", () => void ask(link));
  // A machine that slept, a page that comes back: its own count of seconds says nothing.
  document.addEventListener("visibilitychange", () => document.hidden || void ask(link));
  addEventListener("pageshow", (event) => event.persisted && void ask(link));
  setInterval(() => show(link), 1_000);
}

/** @param {HTMLElement} band */
function show(band) {
  const now = Date.parse(band.dataset.practiceNow ?? "") + performance.now() - started;
  if (Number.isNaN(now)) return;
  write("exact", exact(now));
  write("hour", exact(now).split(" ")[1]);
  write("long", long.format(now).replace(",", ""));
  write("real", exact(now - Number(band.dataset.practiceAhead)));
}

/** 24/06/2020 11h06, as the server writes it. @param {number} instant */
function exact(instant) {
  const { day, month, year, hour, minute } = Object.fromEntries(paris.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${day}/${month}/${year} ${hour}${document.documentElement.lang === "fr" ? "h" : ":"}${minute}`;
}

/**
 * @param {string} form
 * @param {string} text
 */
function write(form, text) {
  for (const element of document.querySelectorAll(`[data-practice="${form}"]`)) {
    if (element.textContent !== text) element.textContent = text;
  }
}

/**
 * The clock's page has a band too: the newest there is.
 * @param {HTMLElement} band
 */
async function ask(band) {
  try {
    const answer = await fetch("/demo/clock", { headers: { "X-Guichet-Live": "1" }, cache: "no-store", signal: AbortSignal.timeout(8_000) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-practice-now]");
    if (!answer.ok || !(fresh instanceof HTMLElement)) return;
    Object.assign(band.dataset, fresh.dataset);
    band.replaceChildren(...document.adoptNode(fresh).childNodes);
    started = performance.now();
  } catch {
    // No answer: the clock goes on as it is.
  }
}
