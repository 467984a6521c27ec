/** A recording of any length: its picture where the view is, its axes, and the boxes over it. */
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Said } from "../ui/said.js";
import { TroubleLine } from "../ui/trouble.js";
import { Frequencies, Times } from "./axes.js";
import type { Box, Size } from "./boxes.js";
import { liveBox, useBoxPointer } from "./box-pointer.js";
import type { Mark } from "./marks.js";
import { Missing } from "./missing.js";
import { Playhead } from "./playhead.js";
import type { Source } from "./tiles.js";
import { type Hears, Unheard } from "./unheard.js";
import { usePainting } from "./use-painting.js";
import type { Tiles } from "./use-tiles.js";
import { useWheel } from "./use-wheel.js";
import type { ViewStore } from "./view-store.js";
import { Waveform } from "./waveform.js";
import "./long.css";

export interface LongProps {
  tiles: Tiles;
  store: ViewStore;
  marks: readonly Mark[];
  chosen: string | undefined;
  /** Says what is seen, for those who do not see it. */
  label: string;
  timeText: (seconds: number, decimals?: number) => string;
  /** Seconds that the clock shows at the start of the recording. */
  zero: number;
  /** The second that the ear hears now; undefined while nothing is heard. */
  heardAt: () => number | undefined;
  isPlaying: boolean;
  /** Whose waveform is shown below; undefined: none is. */
  waveform: Source | undefined;
  /** The model whose windows and band are shown; undefined: none are. */
  hears: Hears | undefined;
  /** The second at which the sound of a file that is cut short ends. */
  soundEnds: number | undefined;
  /** The part of the page that takes the keys of the spectrogram. */
  area: RefObject<HTMLDivElement | null>;
  onChoose: (id: string | undefined) => void;
  /** A box was drawn; undefined frequencies mean all. */
  onDraw: (box: Box) => void;
  /** A label was moved or stretched. */
  onChange: (id: string, box: Box) => void;
  /** A label was copied to another place. */
  onCopy: (id: string, box: Box) => void;
}

export function LongSpectrogram(props: LongProps): React.JSX.Element {
  const { tiles, store, label, timeText, zero, heardAt, isPlaying, area } = props;
  const { waveform, hears, soundEnds } = props;
  const frame = useRef<HTMLDivElement>(null);
  const waveFrame = useRef<HTMLDivElement>(null);
  const live = useMemo(liveBox, []);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      setSize({ width: Math.round(width), height: Math.round(height) });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);
  const pointer = useBoxPointer({ ...props, frame, size, live });
  const wavePointer = useBoxPointer({ ...props, frame: waveFrame, size, live, isTimeAlone: true });
  const { picture, over } = usePainting({ ...props, size, live });
  useWheel(frame, store);
  return (
    <div className={`long-spectrogram${waveform === undefined ? "" : " has-waveform"}`}>
      <Frequencies store={store} height={size.height} />
      <div className="long-area" ref={area} role="application" aria-label={label} tabIndex={0}>
        <div className="long-picture" ref={frame} {...pointer}>
          <canvas ref={picture} aria-hidden="true" />
          {hears !== undefined && <Unheard {...{ store, hears, width: size.width }} />}
          <canvas ref={over} aria-hidden="true" />
          {tiles.trouble !== undefined && (
            <Said as="div" className="picture-trouble long-trouble">
              <TroubleLine told={tiles.trouble} />
            </Said>
          )}
        </div>
      </div>
      {waveform !== undefined && (
        <Waveform
          {...{ source: waveform, store, width: size.width, frame: waveFrame }}
          handlers={wavePointer}
        />
      )}
      <div className="long-moments">
        {soundEnds !== undefined && <Missing store={store} from={soundEnds} />}
        <Playhead store={store} heardAt={heardAt} isPlaying={isPlaying} />
      </div>
      <Times store={store} width={size.width} timeText={timeText} zero={zero} />
    </div>
  );
}
