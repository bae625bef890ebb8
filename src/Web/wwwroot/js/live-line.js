// @ts-check
import { ask, SignedOut } from "./page.js";

/** The server gives a sign of life every 2 s: silence for longer is not trusted. */
export const TRUSTED = 3_000;
/** The longest pause keeps a till right within 3 s of the end of an outage, however long that was; a question costs the server one small read. */
const FIRST_PAUSE = 1_000, LONGEST_PAUSE = 1_500, HIDDEN_PAUSE = 10_000;

/**
 * @typedef {{ version: number | null, status: string | null, newest: string | null, isFinal: boolean, now: string, changes: number }} LiveState
 */

/**
 * The line to the server: it listens (server-sent events) and, when it hears nothing, asks, with pauses that grow to a bound and never
 * end. Whatever may mean that the machine woke up or the network is back makes it ask at once; none of these signs is believed by itself.
 */
export class Line {
  /** When the server last said something; 0 for never, or so long ago that it does not count. */
  heardAt = Date.now();
  #pause = FIRST_PAUSE;
  #asking = false;
  #closed = false;
  /** @type {EventSource | null} */
  #stream = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} stream
   * @param {string} state
   * @param {(state: LiveState) => void} onState
   */
  constructor(stream, state, onState) {
    this.addresses = { stream, state };
    this.onState = onState;
    const look = () => this.lookNow();
    document.addEventListener("guichet:look", look);
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#rest() : look()));
    document.addEventListener("resume", look);
    addEventListener("focus", look);
    addEventListener("online", look);
    addEventListener("pagehide", () => this.#hangUp());
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.heardAt = 0;
      if (event.persisted) look();
    });
    this.#listen();
    this.#schedule();
  }

  get age() {
    const age = Date.now() - this.heardAt;
    return age < 0 ? Infinity : age; // the clock was put back: it says nothing
  }

  /** Asks now, whatever was planned. */
  lookNow() {
    this.#pause = FIRST_PAUSE;
    void this.#ask();
  }

  close() {
    this.#closed = true;
    this.#hangUp();
    clearTimeout(this.#timer);
  }

  #listen() {
    if (this.#stream || this.#closed || document.hidden) return;
    const stream = new EventSource(this.addresses.stream);
    this.#stream = stream;
    stream.addEventListener("state", (event) => this.#heard(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      if (this.#stream !== stream) return;
      this.#hangUp();
      void this.#ask();
    });
  }

  #hangUp() {
    this.#stream?.close();
    this.#stream = null;
  }

  /** Nobody looks: no stream (a browser has few to give), an occasional question. */
  #rest() {
    this.#hangUp();
    this.#schedule();
  }

  /** @param {LiveState} state */
  #heard(state) {
    if (this.#closed) return;
    this.heardAt = Date.now();
    this.#pause = FIRST_PAUSE;
    this.onState(state);
  }

  async #ask() {
    if (this.#asking || this.#closed) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    try {
      const answer = await ask(this.addresses.state);
      this.#heard(await answer.json());
      this.#listen();
    } catch (error) {
      // Signed out: loading the page leads to signing in, and back here.
      if (error instanceof SignedOut) location.reload();
      // A stream that hangs is no line: with the next answer, a new one.
      this.#hangUp();
    } finally {
      this.#asking = false;
      this.#schedule();
    }
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const pause = document.hidden ? HIDDEN_PAUSE : this.age > TRUSTED || !this.#stream ? this.#nextPause() : FIRST_PAUSE;
    this.#timer = setTimeout(() => (this.#stream && this.age <= TRUSTED && !document.hidden ? this.#schedule() : void this.#ask()), pause);
  }

  #nextPause() {
    const pause = this.#pause;
    this.#pause = Math.min(pause * 1.5, LONGEST_PAUSE);
    return pause * (0.9 + Math.random() / 10); // tills that lost the server together do not come back in step
  }
}
