// @ts-check
/**
 * «Être prévenu des demandes de paiement»: the browser is asked after a tap, never before. What the server knows of this device stands in the page; the
 * browser's own word is compared with it, so that a phone that was told once stays told.
 */
import { rememberLater, rememberOn, forgetOn, wasOn, waitsUntilLater } from "./app-push-memory.js";

for (const part of document.querySelectorAll("[data-push]")) {
  if (part instanceof HTMLElement) void begin(part);
}
for (const form of document.querySelectorAll('form[action="/app/deconnexion"]')) form.addEventListener("submit", forgetOn);

/** @param {HTMLElement} part */
async function begin(part) {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  const registration = await navigator.serviceWorker.ready;
  void closeEnded(registration);
  const isOn = part.dataset.pushOn === "yes";
  if (isOn) rememberOn(part.dataset.pushOwner ?? "");
  if (await agree(part, registration, isOn)) return;
  show(part, isOn);
  part.querySelector("[data-push-later]")?.addEventListener("click", () => {
    rememberLater();
    part.hidden = true;
  });
  const form = part.querySelector('[data-push-form="on"]');
  if (form instanceof HTMLFormElement) {
    form.addEventListener("submit", (event) => {
      if (value(form, "endpoint")) return;
      event.preventDefault();
      void turnOn(part, form, registration);
    });
  }
  part.querySelector('[data-push-form="off"]')?.addEventListener("submit", () => {
    forgetOn();
    void current(part, registration).then((subscription) => subscription?.unsubscribe());
  });
}

/**
 * @param {HTMLElement} part
 * @param {boolean} isOn
 */
function show(part, isOn) {
  const denied = Notification.permission === "denied";
  if (part.dataset.push === "offer") {
    part.hidden = isOn || denied || part.dataset.pushOffer !== "yes" || waitsUntilLater();
    return;
  }
  for (const [mark, shown] of /** @type {[string, boolean][]} */ ([["unable", false], ["denied", denied], ["able", !denied]])) {
    const line = part.querySelector(`[data-push-${mark}]`);
    if (line instanceof HTMLElement) line.hidden = !shown;
  }
}

/**
 * Server and browser say the same afterwards: a subscription that only the browser has (the device was signed in anew) is given again, for the same person;
 * one that only the server has (the permission was taken back) ends.
 * @param {HTMLElement} part
 * @param {ServiceWorkerRegistration} registration
 * @param {boolean} isOn
 * @returns {Promise<boolean>} the page is being loaded again
 */
async function agree(part, registration, isOn) {
  const subscription = Notification.permission === "granted" ? await current(part, registration) : null;
  const name = isOn && !subscription ? "off" : !isOn && subscription && wasOn(part.dataset.pushOwner ?? "") ? "on" : null;
  const form = name && part.querySelector(`[data-push-form="${name}"]`);
  if (!(form instanceof HTMLFormElement)) return false;
  if (subscription) fill(form, subscription);
  forgetOn(); // once: a server that says no is not asked again and again
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer?.ok) return false;
  location.replace(location.pathname);
  return true;
}

/**
 * @param {HTMLElement} part
 * @param {HTMLFormElement} form
 * @param {ServiceWorkerRegistration} registration
 */
async function turnOn(part, form, registration) {
  const failed = part.querySelector("[data-push-failed]");
  if (failed instanceof HTMLElement) failed.hidden = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") {
      show(part, false);
      return;
    }
    await navigator.serviceWorker.ready;
    const subscription = (await current(part, registration))
      ?? await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: part.dataset.pushKey });
    fill(form, subscription);
    rememberOn(part.dataset.pushOwner ?? "");
    form.submit();
  } catch {
    if (failed instanceof HTMLElement) failed.hidden = false;
  }
}

/**
 * The browser's subscription, if it was made for our key; one that was made for another is worth nothing.
 * @param {HTMLElement} part
 * @param {ServiceWorkerRegistration} registration
 */
async function current(part, registration) {
  const subscription = await registration.pushManager.getSubscription();
  if (!subscription) return null;
  const key = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  const ours = btoa(String.fromCharCode(...key)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (ours === part.dataset.pushKey) return subscription;
  await subscription.unsubscribe();
  return null;
}

/**
 * @param {HTMLFormElement} form
 * @param {PushSubscription} subscription
 */
function fill(form, subscription) {
  const said = subscription.toJSON();
  for (const [name, text] of [["endpoint", said.endpoint], ["p256dh", said.keys?.p256dh], ["auth", said.keys?.auth]]) {
    const field = form.elements.namedItem(name ?? "");
    if (field instanceof HTMLInputElement) field.value = text ?? "";
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function value(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value : "";
}

/**
 * The list is the truth: the home page closes notifications of requests that it does not show any more.
 * @param {ServiceWorkerRegistration} registration
 */
async function closeEnded(registration) {
  const list = document.getElementById("requests");
  if (!list) return;
  for (const notification of await registration.getNotifications()) {
    const { waits, url } = notification.data ?? {};
    if (waits && !list.querySelector(`[href="${CSS.escape(url)}"]`)) notification.close();
  }
}
