// @ts-check
/** «Montant à payer»: field, slider and the titles that it spends, in step. The server looks at the field alone. */
import { parseCents } from "./app-money.js";

const form = document.getElementById("approve");
const field = document.getElementById("amount");
if (form instanceof HTMLFormElement && field instanceof HTMLInputElement) choose(form, field);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 */
function choose(form, field) {
  const most = Number(form.dataset.most), slider = form.querySelector("[data-slider]");
  // Whole euros, few enough for a thumb; the last place is the largest amount, to the cent.
  const step = Math.max(100, Math.ceil(most / 20_000) * 100), places = Math.ceil(most / step);
  const format = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : "fr-FR", { style: "currency", currency: "EUR" });
  const spoken = (/** @type {number} */ cents) => format.format(cents / 100).replace(/\u202f/g, "\u00a0");

  const show = (/** @type {number | null} */ cents) => {
    if (cents === null || cents < 1 || cents > most) return; // the server will say; until then what was shown stays
    spend(form, cents, spoken);
    if (!(slider instanceof HTMLInputElement)) return;
    if (document.activeElement !== slider) slider.value = String(cents >= most ? places : Math.max(1, Math.round(cents / step)));
    slider.setAttribute("aria-valuetext", spoken(cents));
  };

  if (slider instanceof HTMLInputElement) {
    slider.hidden = places < 2;
    slider.max = String(places);
    slider.addEventListener("input", () => {
      const cents = Number(slider.value) >= places ? most : Number(slider.value) * step;
      field.value = typed(cents);
      show(cents);
    });
  }
  field.addEventListener("input", () => show(parseCents(field.value)));
  // «Tout mon solde», «Le montant demandé»: app-forms.js has put the value into the field.
  for (const link of document.querySelectorAll('a[data-fill="amount"]')) link.addEventListener("click", () => queueMicrotask(() => show(parseCents(field.value))));
  show(parseCents(field.value));
}

/**
 * As the server writes it into the field.
 * @param {number} cents
 */
function typed(cents) {
  const euros = String(Math.trunc(cents / 100)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return `${euros},${String(cents % 100).padStart(2, "0")}`;
}

/**
 * The titles that lapse first stand first.
 * @param {HTMLFormElement} form
 * @param {number} cents
 * @param {(cents: number) => string} spoken
 */
function spend(form, cents, spoken) {
  let rest = cents;
  for (const line of form.querySelectorAll("[data-part-cents]")) {
    const used = Math.min(rest, Number(line.getAttribute("data-part-cents")));
    rest -= used;
    line.toggleAttribute("data-unused", used === 0);
    say(line, spoken(used));
  }
  const titles = form.querySelector("[data-titles]"), left = titles?.querySelector(".titles__left");
  if (left) say(left, spoken(Number(titles?.getAttribute("data-balance")) - cents));
}

/**
 * @param {Element} line
 * @param {string} amount
 */
function say(line, amount) {
  const place = line.querySelector(".amount");
  if (place && place.textContent !== amount) place.textContent = amount;
}
