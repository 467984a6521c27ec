/** The waveform below a long spectrogram: how loud each moment is, and where sound was cut off. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useSettings } from "../data/settings.js";
import { decimal } from "../i18n/format.js";
import { TroubleLine } from "../ui/trouble.js";
import type { Size } from "./boxes.js";
import type { BoxPointer } from "./box-pointer.js";
import { type Loudness, loudnessOf, paintPeaks, waveInksOf } from "./paint-peaks.js";
import { dbOf, FLOOR_DB, type Peaks, waveformOf } from "./peaks.js";
import { type Source, tilesOf } from "./tiles.js";
import { useTiled } from "./use-tiled.js";
import { useTileStore } from "./use-tile-store.js";
import { useWheel } from "./use-wheel.js";
import { onRested, type ViewStore } from "./view-store.js";
import type { Viewport } from "./viewport.js";
import "./waveform.css";

/** How long the view must rest before its loudness is told. */
const REST_MS = 150;

interface WaveformProps {
  source: Source;
  store: ViewStore;
  width: number;
  frame: RefObject<HTMLDivElement | null>;
  handlers: BoxPointer;
}

const HEIGHT = 72;

export function Waveform({ source, store, width, frame, handlers }: WaveformProps) {
  const { t } = useLingui();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { recordingId, channel } = source;
  const maker = useMemo(
    () => waveformOf({ recordingId, ...(channel !== undefined && { channel }) }),
    [recordingId, channel],
  );
  const kinds = useTileStore<Peaks, undefined>(maker, store, () => undefined);
  const { store: kept } = kinds;
  const size = useMemo((): Size => ({ width, height: HEIGHT }), [width]);
  const theme = useSettings(({ settings }) => settings.theme);
  const wide = (view: Viewport): Viewport => ({ ...view, lowHz: 0, highHz: store.bounds.highHz });
  useTiled({
    ...{ canvas, size, view: store, kinds, look: undefined, band: wide, style: theme },
    paint: (context, view, tiles) =>
      kept === undefined
        ? 0
        : paintPeaks(context, size, view, tiles, kept, waveInksOf(context.canvas)),
  });
  useWheel(frame, store);
  const loudness = useLoudness(store, kinds, width, wide);
  const db = loudness && decimal(Math.round(10 * dbOf(loudness.place)) / 10);
  const floor = decimal(FLOOR_DB);
  return (
    <>
      <div className="waveform-levels" aria-hidden="true">
        {[FLOOR_DB, 0].map((level, at) => (
          <span key={level} style={{ top: `${String(50 + 50 * at)}%` }}>
            {level}
          </span>
        ))}
        <span className="unit">dB</span>
      </div>
      <div
        className="waveform"
        ref={frame}
        role="img"
        aria-label={
          loudness === undefined
            ? t`Waveform`
            : loudness.isFull
              ? t`Waveform: sound in view reaches full scale, and is probably clipped.`
              : loudness.place === 0
                ? t`Waveform: sound in view is softer than ${floor} dB of full scale.`
                : t`Waveform: the loudest sound in view has ${db} dB of full scale.`
        }
        {...handlers}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {loudness !== undefined && (
          <span className="waveform-peak" aria-hidden="true">
            {loudness.isFull ? (
              <b>
                <Trans>full scale: clipped</Trans>
              </b>
            ) : loudness.place === 0 ? (
              <Trans>below {floor} dB</Trans>
            ) : (
              <Trans>up to {db} dB</Trans>
            )}
          </span>
        )}
        {kinds.trouble !== undefined && (
          <div className="picture-trouble waveform-trouble">
            <TroubleLine told={kinds.trouble} />
          </div>
        )}
      </div>
    </>
  );
}

/** How loud the part in view is, once it rests and is here. */
function useLoudness(
  store: ViewStore,
  { store: kept, onCame }: ReturnType<typeof useTileStore<Peaks, undefined>>,
  width: number,
  wide: (view: Viewport) => Viewport,
): Loudness | undefined {
  const [loudness, setLoudness] = useState<Loudness>();
  const latest = useRef(wide);
  useEffect(() => {
    if (kept === undefined || width === 0) return;
    const look = (): void => {
      const { view } = store.getState();
      const tiles = tilesOf(latest.current(view), store.bounds, width * devicePixelRatio);
      setLoudness(loudnessOf(view, tiles, kept));
    };
    look();
    const unrest = onRested(store, REST_MS, look);
    const uncame = onCame(look);
    return () => {
      unrest();
      uncame();
    };
  }, [store, kept, onCame, width]);
  return loudness;
}
