// @ts-check
/** The customer's app. Every page works without this file; it makes them quicker and live. */
import { countDown } from "./app-countdown.js";
import { fillOnTap, hideAmounts, printOnTap, submitOnce } from "./app-forms.js";
import { offerInstall, useWorker } from "./app-install.js";
import { keepReceipt } from "./app-keep.js";
import { keepLive } from "./app-live.js";
import { rememberAsPage } from "./page-history.js";

rememberAsPage();
submitOnce(document);
fillOnTap(document);
hideAmounts(document);
printOnTap(document);
countDown(document);
keepLive(document);
useWorker();
offerInstall(document);
keepReceipt(document);
