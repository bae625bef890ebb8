// @ts-check
/// <reference lib="webworker" />
// A classic worker: jsQR comes as a script that names itself.
importScripts("/lib/jsqr@1.4.0/jsQR.js?v=1.4.0");

self.onmessage = (event) => {
  const { data, width, height } = event.data;
  const jsQR = /** @type {(data: Uint8ClampedArray, width: number, height: number, options: { inversionAttempts: string }) => { data: string } | null} */ (
    /** @type {unknown} */ (/** @type {{ jsQR?: unknown }} */ (self).jsQR));
  const found = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
  self.postMessage(found && found.data !== "" ? found.data : null);
};
