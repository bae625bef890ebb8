// @ts-check
/**
 * @typedef {{ hasTorch: boolean, light(on: boolean): Promise<boolean>, stop(): void }} Camera
 * @typedef {"denied" | "none" | "busy" | "unable"} Trouble
 */

/** What browsers call it. */
const TROUBLES = /** @type {Record<string, Trouble>} */ ({
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
});

/**
 * The camera at the phone's back where there is one, into a video.
 * @param {HTMLVideoElement} video
 * @returns {Promise<Camera | Trouble>}
 */
export async function openCamera(video) {
  if (!navigator.mediaDevices?.getUserMedia) return "unable"; // also over plain http
  /** @type {MediaStream} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } } });
  } catch (error) {
    return TROUBLES[error instanceof DOMException ? error.name : ""] ?? "unable";
  }
  const [track] = stream.getVideoTracks();
  const stop = () => {
    for (const each of stream.getTracks()) each.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
  } catch {
    stop();
    return "busy";
  }
  const capabilities = /** @type {{ torch?: boolean }} */ (track.getCapabilities?.() ?? {});
  return {
    hasTorch: capabilities.torch === true,
    async light(on) {
      try {
        await track.applyConstraints({ advanced: [/** @type {MediaTrackConstraintSet} */ (/** @type {unknown} */ ({ torch: on }))] });
        return true;
      } catch {
        return false;
      }
    },
    stop,
  };
}
