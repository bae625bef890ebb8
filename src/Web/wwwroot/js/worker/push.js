/*
 * Part of the app's service worker: shows what the server says. The words are composed there, in the reader's language; open pages are told to look again, for
 * the list is the truth and a notification a hint.
 */
(() => {
  const ICON = "/img/app-icon-192.png", HOME = "/app", SUBSCRIPTION = "/app/notifications/renouveler", KEY = "/app/notifications/cle";

  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(ownPath(event.notification.data?.url)));
  });
  self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

  async function show(data) {
    const said = read(data);
    await Promise.all([
      self.registration.showNotification(said.title, {
        body: said.body,
        tag: said.tag,
        lang: said.lang,
        timestamp: said.at,
        icon: ICON,
        badge: ICON,
        data: { url: ownPath(said.url), waits: said.waits === true },
        requireInteraction: said.waits === true,
        silent: said.quiet === true,
        renotify: Boolean(said.tag) && said.quiet !== true,
      }),
      tellPages(),
    ]);
  }

  /** Browsers ask that every push shows something, also one that cannot be read. */
  function read(data) {
    try {
      const said = data?.json();
      if (typeof said?.title === "string") return said;
    } catch {
      // Not ours, or of another release.
    }
    return { title: "Chèque-Vacances", body: "", url: HOME, lang: "fr" };
  }

  async function tellPages() {
    for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) page.postMessage("guichet:look");
  }

  /** A page that shows it already, or the app's first page, comes to the front; whoever is in the middle of something keeps it, and the request opens beside. */
  async function open(path) {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const at = (wanted) => pages.find((page) => new URL(page.url).pathname === wanted);
    const there = at(path);
    if (there) return there.focus();
    const home = at(HOME);
    if (home) {
      try {
        return await (await home.focus()).navigate(path);
      } catch {
        // It is not under this worker yet: a window of its own.
      }
    }
    return self.clients.openWindow(path);
  }

  async function renew(event) {
    const key = event.oldSubscription?.options.applicationServerKey ?? await (await fetch(KEY)).text();
    const subscription = event.newSubscription ?? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await fetch(SUBSCRIPTION, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(subscription) });
  }

  /** Nothing but an address of the app. */
  function ownPath(url) {
    try {
      const address = new URL(url ?? HOME, self.location.origin);
      if (address.origin === self.location.origin && (address.pathname === HOME || address.pathname.startsWith(`${HOME}/`))) return address.pathname;
    } catch {
      // The first page.
    }
    return HOME;
  }
})();
