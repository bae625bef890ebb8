// @ts-check
/** Moves shorter than this are no move; the others take as long as every calm change. */
const LEAST = 1, DURATION = 220;

/**
 * Where rows are before a list is exchanged, those in sight first.
 * @typedef {{ number: string, version: string | null, top: number, inSight: boolean }} RowPlace
 */

/** @param {HTMLElement} list @returns {RowPlace[]} */
export function rowsBefore(list) {
  return [...list.querySelectorAll("[data-payment]")].map((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return { number: row.getAttribute("data-payment") ?? "", version: row.getAttribute("data-version"), top, inSight: bottom > 0 && top < innerHeight };
  });
}

/**
 * What was being read stays where it was on the screen (unless one is at the top, where news come in); what moved is seen to move.
 * @param {HTMLElement} list
 * @param {RowPlace[]} before
 */
export function settleRows(list, before) {
  const rows = new Map([...list.querySelectorAll("[data-payment]")].map((row) => [row.getAttribute("data-payment") ?? "", row]));
  if (scrollY > 0) {
    const still = before.find((place) => place.inSight && rows.get(place.number)?.getAttribute("data-version") === place.version);
    const row = still && rows.get(still.number);
    if (row) scrollBy({ top: row.getBoundingClientRect().top - still.top, behavior: "instant" });
  }
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const place of before) {
    const row = rows.get(place.number);
    const way = row ? place.top - row.getBoundingClientRect().top : 0;
    if (row && Math.abs(way) > LEAST && (place.inSight || isInSight(row))) {
      row.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], { duration: DURATION, easing: "cubic-bezier(.2, .7, .3, 1)" });
    }
  }
}

/** @param {Element} row */
const isInSight = (row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
