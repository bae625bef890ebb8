// @ts-check
/// <reference lib="webworker" />
/**
 * The app's shell (styles, scripts, signs, the page «Hors connexion») from the phone, pages from the server. Nothing personal is kept but the receipts that
 * pages put into the cache «kept» (js/app-keep.js); signing in or out empties it.
 */
{
  const worker = /** @type {ServiceWorkerGlobalScope & { guichet: { version: string, shell: string[], offline: string } }} */ (/** @type {unknown} */ (self));
  const { version, shell, offline } = worker.guichet;
  const KEPT = "kept", PREFIX = "shell ";
  const SHELL = `${PREFIX}${version}`;
  const files = new Set(shell);
  /** Whoever comes or goes here leaves no receipt of somebody else. */
  const DOORS = ["/app/connexion", "/app/deconnexion", "/app/activation", "/app/compte/fermeture"];

  worker.addEventListener("install", (event) => {
    event.waitUntil((async () => {
      const cache = await caches.open(SHELL);
      await cache.addAll([...shell, new Request(offline, { cache: "reload" })]);
      await worker.skipWaiting(); // pages come from the server and name their files by release: an old page and a new worker do not disturb each other
    })());
  });

  worker.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== SHELL) await caches.delete(name);
      await worker.registration.navigationPreload?.enable();
      await worker.clients.claim();
    })());
  });

  worker.addEventListener("fetch", (event) => {
    const { request } = event, { origin, pathname, search } = new URL(request.url);
    if (origin !== location.origin) return;
    if (request.method === "POST" && DOORS.includes(pathname)) event.waitUntil(caches.delete(KEPT));
    if (request.method !== "GET") return;
    if (request.mode === "navigate") event.respondWith(page(event));
    else if (files.has(pathname + search)) event.respondWith(file(request));
  });

  /** @param {FetchEvent} event */
  async function page(event) {
    try {
      return (await event.preloadResponse) ?? (await fetch(event.request));
    } catch (error) {
      const kept = await caches.open(KEPT).then((cache) => cache.match(new URL(event.request.url).pathname));
      const answer = kept ?? (await caches.match(offline, { cacheName: SHELL }));
      if (answer) return answer;
      throw error;
    }
  }

  /** @param {Request} request */
  async function file(request) {
    return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request);
  }
}
