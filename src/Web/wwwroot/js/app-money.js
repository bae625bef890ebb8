// @ts-check
/** «40», «40,0», «40.00», «1 234,50 €»: the grammar of the server's parser, for showing only. The server decides. */
const AMOUNT = /^[ \u00a0\u202f]*(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))?[ \u00a0\u202f]*€?[ \u00a0\u202f]*$/;

/**
 * @param {string} text
 * @returns {number | null} cents
 */
export function parseCents(text) {
  const match = AMOUNT.exec(text);
  if (!match || text.length > 64) return null;
  return Number(match[1].replace(/\D/g, "")) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
