// @ts-check
const PATIENCE = 8_000;

/** The session has ended: only signing in helps. */
export class SignedOut extends Error {}

/**
 * Fetches as this page does for itself: no sign-in page instead of an answer, no waiting for ever.
 * @param {string} address
 * @param {Record<string, string>} [headers]
 */
export async function ask(address, headers) {
  const answer = await fetch(address, {
    headers: { "X-Requested-With": "XMLHttpRequest", ...headers },
    cache: "no-store",
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 401 || (answer.redirected && new URL(answer.url).pathname === "/connexion")) throw new SignedOut();
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

/**
 * The content of a page, without what stands around it.
 * @param {string} address
 * @param {Record<string, string>} [headers]
 */
export async function fetchPage(address, headers) {
  const answer = await ask(address, { "X-Fragment": "1", ...headers });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, url: answer.url };
}
