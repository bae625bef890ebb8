// @ts-check
/** The merchant's portal. Every page works without this file; it makes them quicker and live. */
import { copyOnPress } from "./copy.js";
import { countDown } from "./countdown.js";
import { openDialogs } from "./dialogs.js";
import { followExports } from "./export.js";
import { focusErrors, printOnPress, selectOnFocus, showDates, submitOnce } from "./forms.js";
import { foldFilters, listKeys, stripEmpty } from "./list.js";
import { keepLive } from "./live.js";
import { rememberAsPage } from "./page-history.js";
import { askPasskeys } from "./passkey.js";

rememberAsPage();
submitOnce();
printOnPress();
selectOnFocus();
showDates();
focusErrors();
openDialogs();
copyOnPress();
countDown();
listKeys();
foldFilters();
stripEmpty();
followExports();
keepLive();
askPasskeys();
