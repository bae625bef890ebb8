// @ts-check
/** What this browser remembers of notifications: «plus tard», and for whom they were on. Private mode remembers nothing. */
const LATER = "guichet-push-later", OWNER = "guichet-push-owner", LATER_DAYS = 60, DAY = 86_400_000;

export const rememberLater = () => write(LATER, String(Date.now()));

export const waitsUntilLater = () => Date.now() - Number(read(LATER) ?? 0) < LATER_DAYS * DAY;

/** @param {string} owner */
export const rememberOn = (owner) => write(OWNER, owner);

export const forgetOn = () => write(OWNER, "");

/** @param {string} owner */
export const wasOn = (owner) => owner !== "" && read(OWNER) === owner;

/**
 * @param {string} name
 * @param {string} text
 */
function write(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // It lasts as long as the page.
  }
}

/** @param {string} name */
function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
