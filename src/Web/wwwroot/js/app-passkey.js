// @ts-check
/** Pages of the app that ask a passkey. */
import { askPasskeys } from "./passkey.js";

askPasskeys();
