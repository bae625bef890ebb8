// @ts-check
/**
 * What came back. «known»: the server said where the truth stands, and whether it is a payment; «page»: it said no, with the form to try again; «signed-out»: the
 * session has ended, at that door one comes in again; «stale»: this page's form is too old to ask; «nothing»: no answer, or not one of ours. Only the first two are news of money.
 * @typedef {{ kind: "known", at: string, paid: boolean } | { kind: "page", main: HTMLElement } | { kind: "signed-out", door: string } | { kind: "stale" } | { kind: "nothing" }} Answer
 */
const ASK_LIMIT = 12_000, DOORS = ["/app/code", "/app/connexion"];

/**
 * @param {string} address
 * @param {FormData} fields
 * @param {number} limit in ms
 * @returns {Promise<Answer>}
 */
export async function post(address, fields, limit) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])),
      headers: { "X-Guichet-Pay": "1" },
      cache: "no-store",
      signal: AbortSignal.timeout(limit),
    });
    return await read(answer);
  } catch {
    return { kind: "nothing" };
  }
}

/**
 * What became of a ticket.
 * @param {HTMLFormElement} form
 * @param {string} ticket
 * @returns {Promise<Answer>}
 */
export function ask(form, ticket) {
  const fields = new FormData();
  const token = form.elements.namedItem("_token");
  fields.set("_token", token instanceof HTMLInputElement ? token.value : "");
  fields.set("ticket", ticket);
  return post(form.dataset.truth ?? "", fields, ASK_LIMIT).then((answer) => (answer.kind === "page" ? { kind: "nothing" } : answer));
}

/**
 * @param {string} address
 * @returns {Promise<boolean>}
 */
export async function isReachable(address) {
  try {
    await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ASK_LIMIT) });
    return true;
  } catch {
    return false;
  }
}

/**
 * A proxy or a hotel's sign-in page may answer in the server's place: whatever is not exactly ours says nothing.
 * @param {Response} answer
 * @returns {Promise<Answer>}
 */
async function read(answer) {
  const url = new URL(answer.url);
  if (answer.redirected) return url.origin === location.origin && DOORS.includes(url.pathname) ? { kind: "signed-out", door: url.pathname } : { kind: "nothing" };
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/json")) {
    const said = await answer.json();
    return said.known === true && typeof said.at === "string" && said.at.startsWith("/app") ? { kind: "known", at: said.at, paid: said.paid === true } : { kind: "nothing" };
  }
  if (!type.startsWith("text/html")) return { kind: "nothing" };
  const main = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (main?.querySelector("form[data-pay]")) return { kind: "page", main };
  return { kind: answer.status === 400 ? "stale" : "nothing" };
}
