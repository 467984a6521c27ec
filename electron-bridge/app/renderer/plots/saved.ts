/** A plot that can be taken along. */
import type { Drawing } from "./pen.js";

export interface Saved {
  /** The file's name without its ending. */
  name: string;
  drawing: () => Drawing;
  csv: () => string;
}

/** A name that every system takes. */
export function fileName(...parts: string[]): string {
  return parts
    .join(" ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .toLowerCase();
}
