// @ts-check
/**
 * Reads QR codes off pictures: by the browser's own BarcodeDetector where it has one, else by jsQR in a worker, so that the camera's picture never stutters.
 * @typedef {{ look(video: HTMLVideoElement): Promise<string | null>, lookAtPhoto(file: Blob): Promise<string | null>, close(): void }} Reader
 * @typedef {{ detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> }} Detector
 */
const VIDEO_SIDE = 640, PHOTO_SIDES = [1400, 800, 480];

/** @returns {Promise<Reader>} */
export async function newReader() {
  const detector = await ownDetector();
  return detector ? readerOf((picture) => first(detector, picture), () => {}) : workerReader();
}

/** @returns {Promise<Detector | null>} */
async function ownDetector() {
  const own = /** @type {{ BarcodeDetector?: { new (options: { formats: string[] }): Detector, getSupportedFormats(): Promise<string[]> } }} */ (/** @type {unknown} */ (self)).BarcodeDetector;
  try {
    return own && (await own.getSupportedFormats()).includes("qr_code") ? new own({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

/**
 * @param {Detector} detector
 * @param {HTMLCanvasElement} picture
 */
const first = async (detector, picture) => (await detector.detect(picture))[0]?.rawValue ?? null;

/** @returns {Reader} */
function workerReader() {
  const worker = new Worker(new URL("./qr-worker.js", import.meta.url));
  return readerOf((picture, context) => new Promise((resolve) => {
    const pixels = context.getImageData(0, 0, picture.width, picture.height);
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = () => resolve(null);
    worker.postMessage({ data: pixels.data, width: pixels.width, height: pixels.height }, [pixels.data.buffer]);
  }), () => worker.terminate());
}

/**
 * @param {(picture: HTMLCanvasElement, context: CanvasRenderingContext2D) => Promise<string | null>} read
 * @param {() => void} close
 * @returns {Reader}
 */
function readerOf(read, close) {
  const canvas = document.createElement("canvas"), context = canvas.getContext("2d", { willReadFrequently: true });
  /** @param {CanvasImageSource} source @param {number} width @param {number} height @param {number} side */
  const at = async (source, width, height, side) => {
    const scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    if (!context) return null;
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    return read(canvas, context).catch(() => null);
  };
  return {
    look: async (video) => (video.videoWidth === 0 ? null : at(video, video.videoWidth, video.videoHeight, VIDEO_SIDE)),
    async lookAtPhoto(file) {
      const picture = await createImageBitmap(file).catch(() => null);
      if (!picture) return null;
      for (const side of PHOTO_SIDES) {
        const text = await at(picture, picture.width, picture.height, side);
        if (text !== null) return text;
      }
      return null;
    },
    close,
  };
}
