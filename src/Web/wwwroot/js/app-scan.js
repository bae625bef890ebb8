// @ts-check
/** «Scanner un QR code»: a live camera or a photo. Pictures stay on the phone; only the address that a code holds is opened. */
import { openCamera } from "./app-camera.js";
import { newReader } from "./app-qr.js";

/** Between two looks: often enough to feel immediate, seldom enough to leave the phone its frame rate and its battery. */
const PAUSE = 90, FOREIGN_AGAIN = 4_000, LONGEST_PHOTO = 40_000_000;
const TOKEN = /^\/app\/r\/[A-Za-z0-9_-]{16,64}$/;

const scanner = document.querySelector("[data-scanner]");
if (scanner instanceof HTMLElement) start(scanner);

/** @param {HTMLElement} scanner */
function start(scanner) {
  const video = scanner.querySelector("video"), torch = scanner.querySelector("[data-torch]"), photo = scanner.querySelector("[data-photo]");
  if (!video || !(torch instanceof HTMLButtonElement) || !(photo instanceof HTMLInputElement)) return;
  const said = texts(scanner);
  /** @type {import("./app-camera.js").Camera | null} */
  let camera = null;
  let starting = false, found = false, foreign = { text: "", at: 0 };

  /** @param {string} text @returns {boolean} whether it is a request's address: then the page is left */
  const take = (text) => {
    const address = addressOf(text, scanner.dataset.site ?? "");
    if (address) {
      found = true;
      camera?.stop();
      scanner.querySelector(".camera")?.classList.add("is-found");
      said("reading");
      navigator.vibrate?.(40);
      location.assign(address);
      return true;
    }
    if (text !== foreign.text || Date.now() - foreign.at > FOREIGN_AGAIN) {
      foreign = { text, at: Date.now() };
      said("foreign", true);
    }
    return false;
  };

  const run = async () => {
    if (camera || starting || found || document.hidden) return;
    starting = true;
    said("starting");
    trouble(scanner, null);
    const opened = await openCamera(video);
    starting = false;
    if (typeof opened === "string") {
      said(null);
      trouble(scanner, opened);
      return;
    }
    if (document.hidden || found) {
      opened.stop();
      return;
    }
    camera = opened;
    show(scanner, video, true);
    said("searching");
    torch.hidden = !opened.hasTorch;
    const reader = await newReader();
    while (camera === opened) {
      const text = await reader.look(video);
      if (camera !== opened || (text !== null && take(text))) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    reader.close();
  };
  const stop = () => {
    camera?.stop();
    camera = null;
    torch.hidden = true;
    light(torch, false);
    show(scanner, video, false);
  };

  scanner.querySelector("[data-retry]")?.addEventListener("click", run);
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : void run()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    found = false;
    void run();
  });
  torch.addEventListener("click", async () => {
    const on = torch.getAttribute("aria-pressed") !== "true";
    if (await camera?.light(on)) light(torch, on);
  });
  photo.addEventListener("change", async () => {
    const file = photo.files?.[0];
    photo.value = ""; // the same photo may be chosen again
    if (!file || file.size > LONGEST_PHOTO) return;
    said("photoReading");
    const reader = await newReader();
    const text = await reader.lookAtPhoto(file);
    reader.close();
    if (text === null) said("photoNone", true);
    else take(text);
  });
  void run();
}

/**
 * The path of a request in a code of this site; null for everything else that codes hold.
 * @param {string} text
 * @param {string} site the address in our codes; this browser may know the site by another
 */
function addressOf(text, site) {
  if (!URL.canParse(text)) return null;
  const { origin, pathname } = new URL(text);
  return (origin === site || origin === location.origin) && TOKEN.test(pathname) ? pathname : null;
}

/** @param {HTMLElement} scanner */
function texts(scanner) {
  const place = scanner.querySelector("[data-said]");
  return (/** @type {string | null} */ name, isWrong = false) => {
    if (!(place instanceof HTMLElement)) return;
    place.classList.toggle("is-wrong", isWrong);
    place.textContent = name === null ? "" : place.dataset[name] ?? "";
  };
}

/**
 * @param {HTMLElement} scanner
 * @param {string | null} which
 */
function trouble(scanner, which) {
  const place = scanner.querySelector("[data-trouble]");
  if (!(place instanceof HTMLElement)) return;
  place.hidden = which === null;
  for (const of of place.querySelectorAll("[data-of]")) if (of instanceof HTMLElement) of.hidden = of.dataset.of !== which;
}

/**
 * @param {HTMLElement} scanner
 * @param {HTMLVideoElement} video
 * @param {boolean} isLive
 */
function show(scanner, video, isLive) {
  video.hidden = !isLive;
  const frame = scanner.querySelector("[data-frame]");
  if (frame instanceof HTMLElement) frame.hidden = !isLive;
}

/**
 * @param {HTMLButtonElement} torch
 * @param {boolean} on
 */
function light(torch, on) {
  torch.setAttribute("aria-pressed", String(on));
  const word = torch.querySelector("span");
  if (word) word.textContent = (on ? torch.dataset.off : torch.dataset.on) ?? "";
}
