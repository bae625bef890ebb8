// @ts-check
const LATER = "guichet-install-later", MONTH = 30 * 86_400_000;

/** The worker, once the page stands: it must not take bandwidth from it. */
export function useWorker() {
  if (!("serviceWorker" in navigator)) return;
  const register = () => void navigator.serviceWorker.register("/app/service-worker.js", { scope: "/app" }).catch(() => {}); // private windows of some browsers refuse
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}

/**
 * The offer to install: never the browser's own banner, and not again for a month after «plus tard». On phones that have no such question (iOS) it says how.
 * @param {ParentNode} root
 */
export function offerInstall(root) {
  const offer = root.querySelector("[data-install]");
  /** @type {(Event & { prompt: () => Promise<void>, userChoice: Promise<{ outcome: string }> }) | null} */
  let question = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    question = /** @type {typeof question} */ (event);
    if (offer instanceof HTMLElement && !wasPutOff()) show(offer, "ask");
  });
  if (!(offer instanceof HTMLElement)) return;
  addEventListener("appinstalled", () => (offer.hidden = true));
  offer.querySelector("[data-install-now]")?.addEventListener("click", async () => {
    await question?.prompt();
    if ((await question?.userChoice)?.outcome === "dismissed") putOff();
    offer.hidden = true;
  });
  offer.querySelector("[data-install-later]")?.addEventListener("click", () => {
    putOff();
    offer.hidden = true;
  });
  const isInstalled = matchMedia("(display-mode: standalone)").matches || ("standalone" in navigator && navigator.standalone === true);
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);
  if (isApple && !isInstalled && !wasPutOff()) show(offer, "how");
}

/** @param {HTMLElement} offer @param {"ask" | "how"} which */
function show(offer, which) {
  for (const part of offer.querySelectorAll("[data-install-by]")) if (part instanceof HTMLElement) part.hidden = part.dataset.installBy !== which;
  offer.hidden = false;
}

function wasPutOff() {
  try {
    return Date.now() - Number(localStorage.getItem(LATER) ?? 0) < MONTH;
  } catch {
    return true; // nothing can be remembered: do not ask again and again
  }
}

function putOff() {
  try {
    localStorage.setItem(LATER, `${Date.now()}`);
  } catch {
    // It will be asked again.
  }
}
