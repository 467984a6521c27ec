/** What the page and its painter say to each other. */
export interface Asked {
  id: number;
  url: string;
  width: number;
  height: number;
  /** 256 colours: red, green, blue, alpha. */
  table: Uint8ClampedArray;
}

export type Drawn =
  | { id: number; picture: ImageBitmap }
  | { id: number; kind: string; message: string };
