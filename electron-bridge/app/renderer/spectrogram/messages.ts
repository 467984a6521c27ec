/** What the page and its painter say to each other. */
export interface Asked {
  id: number;
  url: string;
  width: number;
  height: number;
  /** 256 colours: red, green, blue, alpha. */
  table: Uint8ClampedArray;
  /** The levels of the lowest and the highest colour; without them, the picture's own contrast. */
  contrast?: Contrast | undefined;
}

/** Levels of a picture, in bytes, between which its colours are spread. */
export interface Contrast {
  low: number;
  high: number;
}

/** A picture, and the contrast that would suit it alone. */
export interface Painted {
  picture: ImageBitmap;
  contrast: Contrast;
}

export type Drawn = ({ id: number } & Painted) | { id: number; kind: string; message: string };
