// @ts-check
// A chosen photo is drawn anew, smaller, before it is sent: quick on a phone's network, and without what the camera noted in it. Where that fails it goes as it is.
const QUALITY = 0.85;

for (const input of document.querySelectorAll("input[type=file][data-reduce]")) {
  if (input instanceof HTMLInputElement) prepare(input);
}

/** @param {HTMLInputElement} input */
function prepare(input) {
  const note = document.querySelector("[data-reduced]");
  const asIs = note?.textContent ?? "";
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    const button = input.form?.querySelector("button");
    if (!file || !(button instanceof HTMLButtonElement)) return;
    button.disabled = true; // what is sent is what was made
    const smaller = await reduce(file, Number(input.dataset.reduce)).catch(() => null);
    if (smaller && input.files?.[0] === file) {
      const files = new DataTransfer();
      files.items.add(smaller);
      input.files = files.files;
    }
    if (note instanceof HTMLElement) note.textContent = smaller ? note.dataset.reduced ?? "" : asIs;
    button.disabled = false;
  });
}

/**
 * @param {File} file
 * @param {number} side the longest, in points
 */
async function reduce(file, side) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "#fff"; // a JPEG knows no hole
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return new File([drawn], "photo.jpg", { type: drawn.type });
}
