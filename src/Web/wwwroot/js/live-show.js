// @ts-check
import { rowsBefore, settleRows } from "./live-rows.js";

/** Speaks changes politely; it stays while the page's content is exchanged. */
function announcer() {
  let element = document.getElementById("live-announcer");
  if (!element) {
    element = document.createElement("p");
    element.id = "live-announcer";
    element.className = "visually-hidden";
    element.setAttribute("role", "status");
    document.body.append(element);
  }
  return element;
}

/** @param {string | undefined} text */
export function announce(text) {
  if (text) announcer().textContent = text;
}

/**
 * How sure the page is: `confirmed`, `waiting` (with the age of the last news) or `unknown`.
 * @param {HTMLElement} live
 * @param {"confirmed" | "waiting" | "unknown"} confidence
 * @param {number} seconds
 */
export function showConfidence(live, confidence, seconds) {
  const element = live.querySelector("[data-confidence]");
  if (!(element instanceof HTMLElement)) return;
  const texts = { confirmed: element.dataset.textConfirmed, waiting: element.dataset.textWaiting, unknown: element.dataset.textUnknown };
  const text = (texts[confidence] ?? "").replace("{0}", `${seconds}`);
  if (element.dataset.confidence !== confidence && confidence === "unknown") announce(text);
  element.dataset.confidence = confidence;
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The live part of the page, exchanged for what the server says now; focus and place stay where they were.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
export function exchange(old, fresh) {
  const focused = old.contains(document.activeElement) ? addressOf(document.activeElement) : null;
  const strips = [...old.querySelectorAll("[data-keep-scroll]")].map((strip) => strip.scrollLeft);
  const rows = rowsBefore(old);
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  const place = scrollY;
  const before = versions(old);
  keepBegun(old, fresh);
  old.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((details, n) => (details.open = open[n] ?? details.open));
  if (focused !== null) focusAgain(fresh, focused);
  fresh.querySelectorAll("[data-keep-scroll]").forEach((strip, n) => (strip.scrollLeft = strips[n] ?? 0));
  scrollTo({ top: place, behavior: "instant" });
  settleRows(fresh, rows);
  showChanges(fresh, before);
}

/**
 * A form that somebody has begun, or has just sent, goes on as it is (`data-keep`): neither what was typed is lost, nor the key that makes a double press one.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
function keepBegun(old, fresh) {
  for (const form of old.querySelectorAll("form[data-keep]")) {
    const isBegun = form instanceof HTMLFormElement && (form.dataset.sent || [...form.elements].some(isChanged));
    if (isBegun) fresh.querySelector(`#${CSS.escape(form.id)}`)?.replaceWith(form);
  }
}

/** @param {Element} field */
const isChanged = (field) => field instanceof HTMLInputElement && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);

/** @param {HTMLElement} live */
function versions(live) {
  return new Map([...live.querySelectorAll("[data-payment]")].map((row) => [row.getAttribute("data-payment"), row.getAttribute("data-version")]));
}

/**
 * @param {HTMLElement} fresh
 * @param {Map<string | null, string | null>} before
 */
function showChanges(fresh, before) {
  const changed = [...fresh.querySelectorAll("[data-payment]")].filter((row) => before.get(row.getAttribute("data-payment")) !== row.getAttribute("data-version"));
  for (const row of changed) if (row !== fresh) row.classList.add("is-flash");
  announce(fresh.dataset.announce ?? changed.slice(0, 3).map((row) => spoken(row)).join(". "));
}

/** @param {Element} row */
const spoken = (row) => [".ops__basket", ".ops__status", ".ops__received .amount"].map((part) => row.querySelector(part)?.textContent?.trim().replace(/\s+/g, " ")).join(" ");

/** What tells an element again after the exchange: its id, or its place among links and rows.
 * @param {Element | null} element */
export function addressOf(element) {
  if (!element) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  const row = element.closest("[data-payment]")?.getAttribute("data-payment");
  const link = element.getAttribute("href");
  return `${row ? `[data-payment="${CSS.escape(row)}"] ` : ""}${link ? `[href="${CSS.escape(link)}"]` : "h1"}`;
}

/**
 * @param {HTMLElement} fresh
 * @param {string} address
 */
function focusAgain(fresh, address) {
  const again = address ? fresh.querySelector(address) : null;
  const target = again instanceof HTMLElement ? again : document.getElementById("main");
  if (target?.tagName === "H1") target.tabIndex = -1;
  target?.focus({ preventScroll: true });
}
