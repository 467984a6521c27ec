/** A picture of some seconds with its axes, a box on it, and where the sound is. */
import { useEffect, useRef, useState } from "react";
import type { StretchAddress } from "@linnet/electron-bridge/page.js";
import { position, usePlayer } from "../sound/player.js";
import { TroubleLine } from "../ui/trouble.js";
import { ticks } from "./ticks.js";
import { usePicture } from "./use-picture.js";
import { Said } from "../ui/said.js";
import "./axes.css";
import "./large.css";

export interface Box {
  start: number;
  end: number;
  lowHz: number | null;
  highHz: number | null;
}

interface LargeProps {
  stretch: StretchAddress;
  /** The highest frequency that is shown. */
  highHz: number;
  /** The lowest one. */
  lowHz?: number | undefined;
  box: Box;
  /** Says what is seen, for those who do not see it. */
  label: string;
  /** A second of the recording as the axis writes it. */
  timeText: (seconds: number) => string;
  /** What is played of this stretch, by its name, and the second it begins with. */
  playing: readonly { name: string; start: number }[];
  height?: number;
}

/** Points of half a text of the time axis: "04:43:49". */
const HALF_A_TIME = 34;

export function LargeSpectrogram(props: LargeProps): React.JSX.Element {
  const { stretch, highHz, lowHz, box, label, timeText, playing, height = 180 } = props;
  const bottom = lowHz ?? 0;
  const { start, end } = stretch;
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      // Widths of whole 64 points, so that dragging a window's edge asks for few pictures.
      setWidth(Math.ceil((entry?.contentRect.width ?? 0) / 64) * 64);
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);
  const x = (seconds: number): string => `${String(((seconds - start) / (end - start)) * 100)}%`;
  const y = (hz: number): string =>
    `${String((1 - Math.max(0, hz - bottom) / (highHz - bottom)) * 100)}%`;
  /** Texts of the time axis keep this far from its ends, where they would be cut. */
  const edge = ((end - start) * HALF_A_TIME) / Math.max(1, width);
  const kilohertz = ticks(bottom / 1000, highHz / 1000, height / 44);
  return (
    <figure className="large-spectrogram" role="group" aria-label={label}>
      <div className="picture-frequencies" aria-hidden="true">
        {kilohertz.map((each) => (
          <span key={each} style={{ top: y(each * 1000) }}>
            {each}
          </span>
        ))}
        <span className="unit">kHz</span>
      </div>
      <div className="large-picture" ref={frame} style={{ height }}>
        {width > 0 && <Canvas {...{ stretch, highHz, lowHz, width, height }} />}
        <span
          className="large-box"
          style={{
            left: x(Math.max(start, box.start)),
            right: `calc(100% - ${x(Math.min(end, box.end))})`,
            top: y(Math.min(highHz, box.highHz ?? highHz)),
            bottom: `calc(100% - ${y(box.lowHz ?? 0)})`,
          }}
        />
        {playing.map((each) => (
          <Playhead key={each.name} {...each} stretch={stretch} />
        ))}
      </div>
      <div className="picture-times" aria-hidden="true">
        {ticks(start + edge, end - edge, Math.max(1, width / 110)).map((each) => (
          <span key={each} style={{ left: x(each) }}>
            {timeText(each)}
          </span>
        ))}
      </div>
    </figure>
  );
}

type CanvasProps = Pick<LargeProps, "stretch" | "highHz" | "lowHz"> & {
  width: number;
  height: number;
};

function Canvas(props: CanvasProps): React.JSX.Element {
  const { stretch, highHz, lowHz, width, height } = props;
  const low = lowHz !== undefined && { lowHz };
  const { canvas, trouble } = usePicture({ ...stretch, width, height, highHz, ...low });
  return (
    <>
      <canvas ref={canvas} width={width} height={height} aria-hidden="true" />
      {trouble !== undefined && (
        <Said as="div" className="picture-trouble">
          <TroubleLine told={trouble} />
        </Said>
      )}
    </>
  );
}

function Playhead(props: { name: string; start: number; stretch: StretchAddress }) {
  const { name, start, stretch } = props;
  const line = useRef<HTMLSpanElement>(null);
  const sounds = usePlayer((player) => player.name === name && !player.loading);
  useEffect(() => {
    if (!sounds) return;
    let frame = 0;
    const follow = (): void => {
      const at = (start + (position() ?? 0) - stretch.start) / (stretch.end - stretch.start);
      if (line.current !== null) line.current.style.left = `${String(at * 100)}%`;
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [sounds, start, stretch.start, stretch.end]);
  return sounds ? <span ref={line} className="large-playhead" /> : null;
}
