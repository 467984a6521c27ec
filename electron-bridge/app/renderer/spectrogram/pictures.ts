/** Tiles of a spectrogram: pictures in colours and a contrast. */
import type { Colours } from "../theme/colormaps.js";
import type { Contrast, Painted } from "./messages.js";
import { paint } from "./painter.js";
import type { Maker } from "./tile-store.js";
import { addressOf, hasQuickLook, type Source } from "./tiles.js";
import type { Bounds } from "./viewport.js";

/** 48 pictures of 512 x 512 points in four bytes each. */
const MOST_BYTES = 48 * 2 ** 20;

export interface Look {
  colours: Colours;
  /** Undefined: each picture has its own, until one for all is chosen. */
  contrast: Contrast | undefined;
}

export function picturesOf(source: Source, bounds: Bounds): Maker<Painted, Look> {
  return {
    most: MOST_BYTES,
    make: (tile, isQuick, { colours, contrast }, signal) =>
      paint(addressOf(tile, source, bounds, isQuick), colours, signal, contrast),
    bytes: ({ picture }) => 4 * picture.width * picture.height,
    free: ({ picture }) => {
      picture.close();
    },
    hasQuickLook,
    lookName: ({ colours, contrast }) =>
      contrast === undefined ? colours : [colours, contrast.low, contrast.high].join(" "),
  };
}
