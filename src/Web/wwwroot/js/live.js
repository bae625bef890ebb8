// @ts-check
import { setClock } from "./countdown.js";
import { Line, TRUSTED } from "./live-line.js";
import { exchange, showConfidence } from "./live-show.js";
import { fetchPage, SignedOut } from "./page.js";

const SHOW_EVERY = 500, AGES = 60_000, RETRY = 1_000, LEAST_GAP = 250;
/** How soon a page looks again on which something of little weight is under way (an e-mail that leaves); each pause twice the one before. */
const UNSETTLED = 1_500, UNSETTLED_LONGEST = 60_000;
/** Nobody asked: the session does not live longer for it. */
const BY_ITSELF = { "X-Guichet-Live": "1" };

/**
 * Keeps the live part of a page true (`data-live`: «payment» or «operations»). What the line says is only a reason to fetch the page again: what is shown
 * is always the server's own page. When the payment has left the step, the server leads to the next one, and the address follows.
 */
export function keepLive() {
  const live = document.querySelector('[data-live="payment"], [data-live="operations"]');
  if (live instanceof HTMLElement) new LivePage(live);
}

class LivePage {
  /** What the line last said; null before. @type {import("./live-line.js").LiveState | null} */
  #said = null;
  /** What a list last caught up with. @type {string | null} */
  #caughtUp = null;
  /** How many changes the stream has told of. A new stream counts from nothing. */
  #changes = 0;
  /** Since when it is known that the page shows an old state; 0 while it shows what was said. */
  #staleSince = 0;
  #fetching = false;
  /** Something changed while the page was being fetched. */
  #again = false;
  #unsettledPause = UNSETTLED;

  /** @param {HTMLElement} live */
  constructor(live) {
    this.live = live;
    const base = live.dataset.live === "payment" ? `/encaissement/operations/${live.dataset.payment}` : "/encaissement";
    const query = live.dataset.live === "operations" ? scopeOf(location.search) : "";
    this.#caughtUp = live.dataset.newest ?? null;
    this.line = new Line(`${base}/flux${query}`, `${base}/etat${query}`, (state) => this.#hear(state));
    setInterval(() => this.#show(), SHOW_EVERY);
    document.addEventListener("guichet:look", () => void this.#renewPastLimit());
    // Nothing happens, and yet «dans 12 minutes» becomes untrue.
    if (!this.#isPayment) setInterval(() => void this.#renewAged(), AGES);
    this.#settle();
  }

  /** @param {import("./live-line.js").LiveState} state */
  #hear(state) {
    const moved = setClock(state.now);
    this.#said = state;
    if (moved) document.dispatchEvent(new Event("guichet:clock"));
    // Days and hours that are left, «today»: they were right before the move.
    const more = !this.#isPayment && state.changes > this.#changes;
    this.#changes = state.changes;
    if (more || !this.#isShown(state) || (moved && !this.live.hasAttribute("data-live-keep"))) void this.#renew();
    else if (state.isFinal) this.#end();
    this.#show();
  }

  /** @param {import("./live-line.js").LiveState} state */
  #isShown(state) {
    if (state.version !== null) {
      const asked = this.live.hasAttribute("data-live-keep") ? "status" : "version";
      return this.live.dataset[asked] === `${state[asked]}`;
    }
    if (state.newest === this.#caughtUp) return true;
    const [number, version] = (state.newest ?? "").split(":");
    const row = number ? this.live.querySelector(`[data-payment="${CSS.escape(number)}"]`) : null;
    return row ? row.getAttribute("data-version") === version : number === "" && !this.live.querySelector("[data-payment]");
  }

  /** @param {boolean} isStale whether what is shown is known to be old */
  async #renew(isStale = true) {
    if (this.#fetching) {
      this.#again = true;
      return;
    }
    this.#fetching = true;
    this.#again = false;
    if (isStale) this.#staleSince ||= Date.now();
    const newest = this.#said?.newest ?? null;
    try {
      const { page, url } = await fetchPage(location.href, BY_ITSELF);
      const fresh = page.querySelector("[data-live]");
      if (!(fresh instanceof HTMLElement)) {
        location.assign(url);
        return;
      }
      this.#staleSince = 0;
      this.#caughtUp = newest;
      if (!this.#mustWait(fresh)) this.#take(fresh, page.title, url);
    } catch (error) {
      if (error instanceof SignedOut) location.reload();
    }
    // At most a few a second, and again until what is shown is what was said last.
    await new Promise((resolve) => setTimeout(resolve, this.#staleSince ? RETRY : LEAST_GAP));
    this.#fetching = false;
    if (this.#said && (this.#again || this.#staleSince || !this.#isShown(this.#said)) && !(this.#isPayment && openDialog())) await this.#renew();
  }

  get #isPayment() {
    return this.live.dataset.live === "payment";
  }

  /**
   * A dialog under way is not pulled from under the hand, unless the payment has gone on without it. Behind a dialog a list may move: the dialog is no
   * part of it. @param {HTMLElement} fresh
   */
  #mustWait(fresh) {
    const dialog = openDialog();
    if (!dialog || !this.#isPayment) return false;
    if (fresh.dataset.status === this.live.dataset.status) {
      dialog.addEventListener("close", () => void this.#renew(), { once: true });
      return true;
    }
    dialog.close();
    return false;
  }

  /**
   * @param {HTMLElement} fresh
   * @param {string} title
   * @param {string} url
   */
  #take(fresh, title, url) {
    const node = document.importNode(fresh, true);
    exchange(this.live, node);
    this.live = node;
    if (title) document.title = [title, ...document.title.split(" – ").slice(1)].join(" – ");
    if (url !== location.href) history.replaceState(history.state, "", url);
    this.#show();
  }

  /** No event tells that an e-mail has left. */
  #settle() {
    if (this.live.dataset.liveUnsettled !== "true") {
      this.#unsettledPause = UNSETTLED;
      return;
    }
    setTimeout(() => void this.#renew().then(() => this.#settle()), this.#unsettledPause);
    this.#unsettledPause = Math.min(this.#unsettledPause * 2, UNSETTLED_LONGEST);
  }

  async #renewAged() {
    if (this.live.dataset.liveAges === "true" && !document.hidden) await this.#renew(false);
  }

  /** The countdown is over: the page itself knows whether the request can still be paid. */
  async #renewPastLimit() {
    if (this.live.querySelector("[data-countdown]")) await this.#renew();
  }

  #show() {
    const final = this.#said?.isFinal && !this.#staleSince && this.#isShown(this.#said);
    const unsure = this.line.age > TRUSTED || (this.#staleSince > 0 && Date.now() - this.#staleSince > RETRY);
    showConfidence(this.live, final ? "confirmed" : unsure ? "unknown" : "waiting", Math.floor(this.line.age / 1_000));
  }

  #end() {
    this.line.close();
    this.#show();
  }
}

const openDialog = () => {
  const dialog = document.querySelector("dialog[open]");
  return dialog instanceof HTMLDialogElement ? dialog : null;
};

/** Whose payments a list shows: what its address names. @param {string} search */
const scopeOf = (search) => {
  const named = [...new URLSearchParams(search)].filter(([name]) => name === "point" || name === "points");
  return named.length ? `?${new URLSearchParams(named)}` : "";
};
