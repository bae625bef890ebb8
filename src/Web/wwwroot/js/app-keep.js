// @ts-check
const KEPT = "kept", MOST = 20, PATIENCE = 10_000;

/**
 * A receipt (`data-keep-offline`) can be shown where there is no network: its page is asked for once more, by itself, and put into the phone's cache as it is
 * for everybody who holds this phone. `data-keep-offline` is its title in the list of the page «Hors connexion».
 * @param {ParentNode} root
 */
export function keepReceipt(root) {
  const receipt = root.querySelector("[data-keep-offline]");
  if (!(receipt instanceof HTMLElement) || !("caches" in window) || !navigator.serviceWorker?.controller) return;
  const keep = () => void put(location.pathname, receipt.dataset.keepOffline ?? "").catch(() => {}); // full, or no network: then there is none
  if ("requestIdleCallback" in window) requestIdleCallback(keep, { timeout: 2_000 });
  else setTimeout(keep, 500);
}

/** @param {string} address @param {string} title */
async function put(address, title) {
  const answer = await fetch(address, { headers: { "X-Guichet-Live": "1" }, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok || answer.redirected) return;
  const cache = await caches.open(KEPT), at = Date.now();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = page.getElementById("offline-since");
  if (said) {
    said.hidden = false;
    said.textContent = (said.dataset.text ?? "").replace("{0}", new Intl.DateTimeFormat(page.documentElement.lang, { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Paris" }).format(at));
  }
  // What belongs to the moment does not keep: nothing listens, nothing celebrates.
  for (const passing of page.querySelectorAll("[data-live], [data-passing]")) passing.remove();
  await cache.put(address, new Response(`<!doctype html>${page.documentElement.outerHTML}`, {
    headers: { "content-type": "text/html; charset=utf-8", "x-kept-at": `${at}`, "x-title": encodeURIComponent(title) },
  }));
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST))) await cache.delete(old);
}
