// @ts-check
/**
 * The answer to a refused form is remembered as the page that it stands for: Back and reload ask for that page again, instead of the browser offering to send
 * the form once more (or, for it keeps nothing of these pages, showing an error of its own).
 */
export function rememberAsPage() {
  history.replaceState(history.state, "", location.href);
}
