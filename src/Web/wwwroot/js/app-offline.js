// @ts-check
/** «Hors connexion»: which receipts this phone keeps, and back to the page as soon as there is a way. */
const KEPT = "kept", FIRST_PAUSE = 2_000, LONGEST_PAUSE = 15_000, PATIENCE = 8_000;

let pause = FIRST_PAUSE;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;

async function look() {
  clearTimeout(next);
  try {
    await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then((answer) => answer.ok && location.reload());
  } catch {
    // Still nothing.
  }
  next = setTimeout(look, pause);
  pause = Math.min(pause * 1.5, LONGEST_PAUSE);
}

async function list() {
  const place = document.getElementById("kept"), row = document.getElementById("kept-row");
  if (!place || !(row instanceof HTMLTemplateElement) || !("caches" in window)) return;
  const cache = await caches.open(KEPT);
  const requests = (await cache.keys()).reverse();
  for (const request of requests) {
    const kept = await cache.match(request), line = row.content.cloneNode(true);
    const link = line instanceof DocumentFragment ? line.querySelector("a") : null;
    if (!kept || !link) continue;
    link.href = new URL(request.url).pathname;
    link.append(decodeURIComponent(kept.headers.get("x-title") ?? ""));
    place.querySelector("ul")?.append(line);
  }
  place.hidden = requests.length === 0;
}

document.querySelector("[data-retry]")?.addEventListener("click", () => location.reload());
addEventListener("online", () => void look());
addEventListener("focus", () => void look());
document.addEventListener("visibilitychange", () => document.hidden || void look());
void list();
next = setTimeout(look, pause);
