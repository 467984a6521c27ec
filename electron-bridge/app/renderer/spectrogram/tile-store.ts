/** The pictures of one recording: those in view are asked for first, the last ones seen are kept. */
import type { Told } from "../ui/error-words.js";
import { mediaTrouble } from "../data/bytes.js";
import { Recent } from "../data/recent.js";
import type { Colours } from "../theme/colormaps.js";
import type { Contrast, Painted } from "./messages.js";
import { paint } from "./painter.js";
import { addressOf, hasQuickLook, parentOf, type Source, type Tile } from "./tiles.js";
import type { Bounds } from "./viewport.js";

/** 48 pictures of 512 x 512 points in four bytes each. */
const MOST_BYTES = 48 * 2 ** 20;

/** How long a view must rest before all windows of a long picture are asked for. */
const REST_MS = 120;

export interface Look {
  colours: Colours;
  /** Undefined: each picture has its own, until one for all is chosen. */
  contrast: Contrast | undefined;
}

interface Kept extends Painted {
  look: string;
  /** A first look, in which short calls may be missing. */
  isQuick: boolean;
}

/** A picture that is awaited, in the look that was wanted then. */
interface Wish {
  look: string;
  stop: AbortController;
}

export class TileStore {
  readonly #kept = new Recent<Kept>(MOST_BYTES, ({ picture }) => {
    picture.close();
  });
  readonly #asked = new Map<string, Wish>();
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** `came` is called after each picture, and `failed` with why one could not be had. */
  constructor(
    private readonly source: Source,
    private readonly bounds: Bounds,
    private readonly came: () => void,
    private readonly failed: (told: Told | undefined) => void,
  ) {}

  /**
   * Ask for what is not here yet, and give up what is no longer wanted. `tiles` are those in view;
   * `beside` are wanted once those are there.
   */
  want(tiles: readonly Tile[], beside: readonly Tile[], look: Look): void {
    clearTimeout(this.#rest);
    const quick = tiles.filter(hasQuickLook);
    const wanted = [
      ...beside.filter((tile) => !hasQuickLook(tile)).map((tile) => ({ tile, isQuick: false })),
      ...tiles.map((tile) => ({ tile, isQuick: hasQuickLook(tile) })),
    ];
    const names = new Set(wanted.map(({ tile, isQuick }) => nameOf(tile, isQuick)));
    for (const [name, wish] of this.#asked) {
      if (names.has(name) && wish.look === lookName(look)) continue;
      wish.stop.abort();
      // It may be wanted again before its asker has heard of the end.
      this.#asked.delete(name);
    }
    // The newest wish goes first, so what is in view comes last.
    for (const { tile, isQuick } of wanted) {
      if (!isQuick || !this.#isFresh(tile, false, look)) this.#ask(tile, isQuick, look);
    }
    if (quick.length === 0) return;
    this.#rest = setTimeout(() => {
      for (const tile of quick) this.#ask(tile, false, look);
    }, REST_MS);
  }

  /** The best picture of a tile that is here, in whatever look it was painted. */
  get(tile: Tile): Kept | undefined {
    return this.#kept.get(nameOf(tile, false)) ?? this.#kept.get(nameOf(tile, true));
  }

  /** A coarser picture that shows the tile's time, until its own comes. */
  coarser(tile: Tile): { tile: Tile; painted: Painted } | undefined {
    let parent = parentOf(tile, this.bounds);
    while (parent !== undefined) {
      const painted = this.get(parent);
      if (painted !== undefined) return { tile: parent, painted };
      parent = parentOf(parent, this.bounds);
    }
    return undefined;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#rest);
    for (const { stop } of this.#asked.values()) stop.abort();
    this.#kept.clear();
  }

  #done(name: string, wish: Wish): void {
    if (this.#asked.get(name) === wish) this.#asked.delete(name);
  }

  #isFresh(tile: Tile, isQuick: boolean, look: Look): boolean {
    return this.#kept.get(nameOf(tile, isQuick))?.look === lookName(look);
  }

  #ask(tile: Tile, isQuick: boolean, look: Look): void {
    const name = nameOf(tile, isQuick);
    if (this.#asked.has(name) || this.#isFresh(tile, isQuick, look) || this.#isClosed) return;
    const stop = new AbortController();
    const wish = { look: lookName(look), stop };
    this.#asked.set(name, wish);
    const address = addressOf(tile, this.source, this.bounds, isQuick);
    paint(address, look.colours, stop.signal, look.contrast).then(
      (painted) => {
        this.#done(name, wish);
        if (this.#isClosed) {
          painted.picture.close();
          return;
        }
        const { width, height } = painted.picture;
        this.#kept.set(name, { ...painted, isQuick, look: wish.look }, 4 * width * height);
        this.failed(undefined);
        this.came();
      },
      (error: unknown) => {
        this.#done(name, wish);
        if (!stop.signal.aborted) this.failed(mediaTrouble(error));
      },
    );
  }
}

function nameOf({ start, end, lowHz, highHz }: Tile, isQuick: boolean): string {
  return [start, end, lowHz, highHz, isQuick].join(" ");
}

function lookName({ colours, contrast }: Look): string {
  return contrast === undefined ? colours : [colours, contrast.low, contrast.high].join(" ");
}
