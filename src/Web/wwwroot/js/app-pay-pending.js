// @ts-check
/** The ticket whose answer is awaited, for this tab alone and no longer than the ticket lives. Never the code. */
const KEY = "guichet-pay";

/**
 * @param {string} path of the confirmation page
 * @param {string} ticket
 */
export function remember(path, ticket) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path, ticket }));
  } catch {
    // Private mode: a reload then shows what the server knows, which is the truth as well.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/** @returns {{ path: string, ticket: string } | null} */
export function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return typeof kept?.path === "string" && typeof kept.ticket === "string" ? kept : null;
  } catch {
    return null;
  }
}
