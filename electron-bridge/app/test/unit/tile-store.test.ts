/** Pictures of a recording: asked for while they are wanted, and in the look that is wanted now. */
import { afterEach, assert, describe, test, vi } from "vitest";
import type { Contrast, Painted } from "../../renderer/spectrogram/messages.js";
import { type Look, picturesOf } from "../../renderer/spectrogram/pictures.js";
import { TileStore } from "../../renderer/spectrogram/tile-store.js";
import type { Tile } from "../../renderer/spectrogram/tiles.js";

interface Asked {
  start: number;
  contrast: Contrast | undefined;
  come: () => void;
  isGivenUp: () => boolean;
}

const asked: Asked[] = [];

vi.mock("../../renderer/spectrogram/painter.js", () => ({
  paint: (
    { start }: { start: number },
    _colours: string,
    signal: AbortSignal,
    contrast: Contrast | undefined,
  ) =>
    new Promise<Painted>((resolve, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error("given up"));
      });
      const picture = { width: 512, height: 512, close: () => undefined } as ImageBitmap;
      asked.push({
        ...{ start, contrast, isGivenUp: () => signal.aborted },
        come: () => {
          resolve({ picture, contrast: { low: 0, high: 255 } });
        },
      });
    }),
}));

const BOUNDS = { seconds: 3600, highHz: 24_000 };
const LOOK = { colours: "grey", contrast: undefined } as const;

const tile = (start: number): Tile => ({
  ...{ level: 3, start, end: start + 8, lowHz: 0, highHz: BOUNDS.highHz },
});

function store(): TileStore<Painted, Look> {
  return new TileStore(
    picturesOf({ recordingId: 1 }, BOUNDS),
    BOUNDS,
    () => undefined,
    () => undefined,
  );
}

afterEach(() => {
  asked.length = 0;
});

describe("the pictures of a recording", () => {
  test("that are given up and wanted again at once are asked for again", () => {
    const tiles = store();
    tiles.want([tile(0)], [], LOOK);
    tiles.want([tile(80)], [], LOOK);
    tiles.want([tile(0)], [], LOOK);
    assert.deepEqual(
      asked.map(({ start, isGivenUp }) => [start, isGivenUp()]),
      [
        [0, true],
        [80, true],
        [0, false],
      ],
    );
  });

  test("that are awaited in another look come in the one that is wanted now", async () => {
    const tiles = store();
    const contrast = { low: 20, high: 200 };
    tiles.want([tile(0)], [], LOOK);
    tiles.want([tile(0)], [], { ...LOOK, contrast });
    assert.lengthOf(asked, 2);
    assert.isTrue(asked[0]!.isGivenUp());
    asked[1]!.come();
    await vi.waitFor(() => {
      assert.isDefined(tiles.get(tile(0)));
    });
    // It is here in that look, so nothing is left to ask.
    tiles.want([tile(0)], [], { ...LOOK, contrast });
    assert.lengthOf(asked, 2);
  });

  test("that are awaited are asked for once, and those in view go before those beside", () => {
    const tiles = store();
    tiles.want([tile(8)], [tile(0), tile(16)], LOOK);
    tiles.want([tile(8)], [tile(0), tile(16)], LOOK);
    // The newest wish is drawn first.
    assert.deepEqual(
      asked.map(({ start }) => start),
      [0, 16, 8],
    );
  });
});
