// @ts-check
/**
 * Passkeys: a button fetches a question for its form, the browser asks the passkey, the answer goes with the form. The part stays hidden where the browser
 * cannot do that; a code does the same there.
 */
export function askPasskeys() {
  if (!("PublicKeyCredential" in window) || !("parseRequestOptionsFromJSON" in PublicKeyCredential)) return;
  for (const part of document.querySelectorAll("[data-passkey]")) {
    if (!(part instanceof HTMLElement)) continue;
    part.hidden = false;
    part.querySelector("button")?.addEventListener("click", () => void ask(part));
  }
}

/** @param {HTMLElement} part */
async function ask(part) {
  const form = part.closest("form");
  const button = part.querySelector("button");
  if (!form || !button || button.disabled) return;
  button.disabled = true;
  say(part, "");
  try {
    const sent = new URLSearchParams({ _token: field(form, "_token").value });
    for (const name of part.dataset.passkeyWith ? part.dataset.passkeyWith.split(" ") : []) sent.set(name, field(form, name).value);
    const answer = await fetch(part.dataset.passkey ?? "", { method: "POST", body: sent, headers: { "X-Requested-With": "passkey" } });
    if (!answer.ok) {
      say(part, answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : part.dataset.failed);
      return;
    }
    const { token, options } = await answer.json();
    const credential = await (part.dataset.passkeyAdds
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
    if (!(credential instanceof PublicKeyCredential)) throw new TypeError("no passkey");
    field(part, "passkey").value = JSON.stringify(credential.toJSON());
    field(part, "passkey_token").value = token;
    form.requestSubmit();
  } catch {
    // The person said no, or took too long: the form is as it was.
    say(part, part.dataset.failed);
  } finally {
    button.disabled = false;
  }
}

/** @param {HTMLElement} part @param {string | undefined} text */
function say(part, text) {
  const place = part.querySelector("[role=alert]");
  if (!(place instanceof HTMLElement)) return;
  place.textContent = text ?? "";
  place.hidden = !text;
}

/** @param {HTMLElement} within @param {string} name @returns {HTMLInputElement} */
function field(within, name) {
  const input = within.querySelector(`input[name="${name}"]`);
  if (!(input instanceof HTMLInputElement)) throw new TypeError(name);
  return input;
}
