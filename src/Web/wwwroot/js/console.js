// @ts-check
/** The issuer's console. Every page works without this file. */
import { focusErrors, submitOnce } from "./forms.js";

submitOnce();
focusErrors();
