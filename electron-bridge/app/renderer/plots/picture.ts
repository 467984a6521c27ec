/** A drawing as a picture of points, and bytes as text that may cross to main. */
import { PRINT } from "./palette.js";
import { canvasPen, type Drawing } from "./pen.js";

/** Twice as fine as a screen, for print. */
const FINE = 2;

export async function pictureOf({ width, height, draw }: Drawing): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.ceil(width * FINE), Math.ceil(height * FINE));
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("There is no canvas.");
  context.scale(FINE, FINE);
  const pen = canvasPen(context);
  pen.fill([{ x: 0, y: 0, width, height }], PRINT.ground);
  draw(pen);
  return canvas.convertToBlob({ type: "image/png" });
}

export async function base64(blob: Blob): Promise<string> {
  const reader = new FileReader();
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new Error("The picture cannot be read."));
    };
  });
  reader.readAsDataURL(blob);
  return (await read).replace(/^[^,]*,/, "");
}
