/** What was drawn of one recording, in tiles: those in view are asked for first, the last ones seen are kept. */
import type { Told } from "../ui/error-words.js";
import { mediaTrouble } from "../data/bytes.js";
import { Recent } from "../data/recent.js";
import { parentOf, type Tile } from "./tiles.js";
import type { Bounds } from "./viewport.js";

/** How long a view must rest before all windows of a long picture are asked for. */
const REST_MS = 120;

/** How tiles of one kind are made: pictures in a look, or peaks, which have one look. */
export interface Maker<Content, Look> {
  make: (tile: Tile, isQuick: boolean, look: Look, signal: AbortSignal) => Promise<Content>;
  /** Bytes that a content takes, and how many all that are kept may take. */
  bytes: (content: Content) => number;
  most: number;
  free: (content: Content) => void;
  /** Whether a quick look is asked for first, and the whole once the view rests. */
  hasQuickLook: (tile: Tile) => boolean;
  lookName: (look: Look) => string;
}

export interface Kept<Content> {
  content: Content;
  look: string;
  /** A first look, in which short calls may be missing. */
  isQuick: boolean;
}

/** A tile that is awaited, in the look that was wanted then. */
interface Wish {
  look: string;
  stop: AbortController;
}

export class TileStore<Content, Look> {
  readonly #kept: Recent<Kept<Content>>;
  readonly #asked = new Map<string, Wish>();
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** `came` is called after each tile, and `failed` with why one could not be had. */
  constructor(
    private readonly maker: Maker<Content, Look>,
    private readonly bounds: Bounds,
    private readonly came: () => void,
    private readonly failed: (told: Told | undefined) => void,
  ) {
    this.#kept = new Recent(maker.most, ({ content }) => {
      maker.free(content);
    });
  }

  /**
   * Ask for what is not here yet, and give up what is no longer wanted. `tiles` are those in view;
   * `beside` are wanted once those are there.
   */
  want(tiles: readonly Tile[], beside: readonly Tile[], look: Look): void {
    clearTimeout(this.#rest);
    const { hasQuickLook } = this.maker;
    const quick = tiles.filter(hasQuickLook);
    const wanted = [
      ...beside.filter((tile) => !hasQuickLook(tile)).map((tile) => ({ tile, isQuick: false })),
      ...tiles.map((tile) => ({ tile, isQuick: hasQuickLook(tile) })),
    ];
    const names = new Set(wanted.map(({ tile, isQuick }) => nameOf(tile, isQuick)));
    const lookName = this.maker.lookName(look);
    for (const [name, wish] of this.#asked) {
      if (names.has(name) && wish.look === lookName) continue;
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

  /** The best of a tile that is here, in whatever look it was drawn. */
  get(tile: Tile): Kept<Content> | undefined {
    return this.#kept.get(nameOf(tile, false)) ?? this.#kept.get(nameOf(tile, true));
  }

  /** A coarser tile that shows the tile's time, until its own comes. */
  coarser(tile: Tile): { tile: Tile; content: Content } | undefined {
    let parent = parentOf(tile, this.bounds);
    while (parent !== undefined) {
      const kept = this.get(parent);
      if (kept !== undefined) return { tile: parent, content: kept.content };
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
    return this.#kept.get(nameOf(tile, isQuick))?.look === this.maker.lookName(look);
  }

  #ask(tile: Tile, isQuick: boolean, look: Look): void {
    const name = nameOf(tile, isQuick);
    if (this.#asked.has(name) || this.#isFresh(tile, isQuick, look) || this.#isClosed) return;
    const stop = new AbortController();
    const wish = { look: this.maker.lookName(look), stop };
    this.#asked.set(name, wish);
    this.maker.make(tile, isQuick, look, stop.signal).then(
      (content) => {
        this.#done(name, wish);
        if (this.#isClosed) {
          this.maker.free(content);
          return;
        }
        this.#kept.set(name, { content, isQuick, look: wish.look }, this.maker.bytes(content));
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
