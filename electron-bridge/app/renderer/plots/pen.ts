/** Draws the same plot on a canvas and as SVG. */

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TextStyle {
  anchor?: "start" | "middle" | "end";
  size?: number;
  isBold?: boolean;
  isItalic?: boolean;
}

export interface Pen {
  /** Fill rectangles of one colour. */
  fill: (rects: readonly Rect[], colour: string, opacity?: number) => void;
  /** Draw the edges of rectangles, within them. */
  edge: (rects: readonly Rect[], colour: string) => void;
  /** Draw a line from corner to corner of each rectangle. */
  slash: (rects: readonly Rect[], colour: string) => void;
  /** Write a text whose middle is at this height. */
  write: (text: string, x: number, y: number, colour: string, style?: TextStyle) => void;
}

export const FONT = "system-ui, sans-serif";
export const TEXT_SIZE = 12;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export function canvasPen(context: Context): Pen {
  const path = (add: (each: Rect) => void, rects: readonly Rect[]): void => {
    context.beginPath();
    rects.forEach(add);
  };
  return {
    fill: (rects, colour, opacity = 1) => {
      context.fillStyle = colour;
      context.globalAlpha = opacity;
      for (const { x, y, width, height } of rects) context.fillRect(x, y, width, height);
      context.globalAlpha = 1;
    },
    edge: (rects, colour) => {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      path(({ x, y, width, height }) => {
        context.rect(x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1));
      }, rects);
      context.stroke();
    },
    slash: (rects, colour) => {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      path(({ x, y, width, height }) => {
        context.moveTo(x, y + height);
        context.lineTo(x + width, y);
      }, rects);
      context.stroke();
    },
    write: (text, x, y, colour, { anchor = "start", size = TEXT_SIZE, isBold, isItalic } = {}) => {
      context.font = `${isItalic ? "italic " : ""}${isBold ? "600 " : ""}${String(size)}px ${FONT}`;
      context.textAlign = anchor === "middle" ? "center" : anchor === "end" ? "right" : "left";
      context.textBaseline = "middle";
      context.fillStyle = colour;
      context.fillText(text, x, y);
    },
  };
}

const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (each) => `&#${String(each.charCodeAt(0))};`)
    // XML has no such characters, not even escaped.

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

const short = (value: number): string => String(Math.round(value * 100) / 100);

export interface Drawing {
  width: number;
  height: number;
  draw: (pen: Pen) => void;
}

/** A drawing as SVG; its texts stay texts. */
export function svgOf({ width, height, draw }: Drawing, ground: string): string {
  const parts: string[] = [];
  const path = (rects: readonly Rect[], way: (each: Rect) => string, look: string): void => {
    if (rects.length > 0) parts.push(`<path d="${rects.map(way).join("")}" ${look}/>`);
  };
  const box = (rect: Rect, less = 0): string =>
    `M${short(rect.x + less)} ${short(rect.y + less)}h${short(rect.width - 2 * less)}` +
    `v${short(rect.height - 2 * less)}h${short(2 * less - rect.width)}z`;
  draw({
    fill: (rects, colour, opacity = 1) => {
      const see = opacity === 1 ? "" : ` fill-opacity="${short(opacity)}"`;
      path(rects, (each) => box(each), `fill="${escaped(colour)}"${see}`);
    },
    edge: (rects, colour) => {
      path(rects, (each) => box(each, 0.5), `fill="none" stroke="${escaped(colour)}"`);
    },
    slash: (rects, colour) => {
      const line = ({ x, y, width: w, height: h }: Rect): string =>
        `M${short(x)} ${short(y + h)}l${short(w)} ${short(-h)}`;
      path(rects, line, `fill="none" stroke="${escaped(colour)}"`);
    },
    write: (text, x, y, colour, { anchor = "start", size = TEXT_SIZE, isBold, isItalic } = {}) => {
      const look = `${isBold ? ' font-weight="600"' : ""}${isItalic ? ' font-style="italic"' : ""}`;
      parts.push(
        `<text x="${short(x)}" y="${short(y)}" fill="${escaped(colour)}" font-size="${short(size)}"` +
          ` dy=".35em" text-anchor="${anchor}"${look}>${escaped(text)}</text>`,
      );
    },
  });
  const size = `width="${short(width)}" height="${short(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${short(width)} ${short(height)}" font-family="${FONT}">`,
    `<rect ${size} fill="${escaped(ground)}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}
