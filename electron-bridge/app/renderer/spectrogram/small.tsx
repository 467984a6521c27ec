/** A small picture of a few seconds, as rows of a table show it. */
import { useLingui } from "@lingui/react/macro";
import { memo, useEffect, useRef, useState } from "react";
import type { StretchAddress } from "@linnet/electron-bridge/page.js";
import { useSettings } from "../data/settings.js";
import { coloursOf } from "../theme/colormaps.js";
import { themeNow } from "../theme/dress.js";
import { draw } from "./painter.js";
import "./small.css";

/** Seconds at least, so that short calls are not stretched over the whole picture. */
const LEAST = 3;
/** How long a row must rest on the screen before its picture is asked for. */
const REST_MS = 80;

interface SmallProps {
  stretch: StretchAddress;
  width?: number;
  height?: number;
  /** The highest frequency to show; all there is unless given. */
  highHz?: number | undefined;
}

/** At least three seconds around a stretch. */
export function around({ start, end, ...rest }: StretchAddress, least = LEAST): StretchAddress {
  const more = Math.max(0, least - (end - start)) / 2;
  const from = Math.max(0, start - more);
  return { ...rest, start: from, end: Math.max(end + more, from + least) };
}

export const SmallSpectrogram = memo(function SmallSpectrogram(props: SmallProps) {
  const { stretch, width = 128, height = 48, highHz } = props;
  const { t } = useLingui();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [trouble, setTrouble] = useState<string>();
  const { colours, theme } = useSettings(({ settings }) => settings);
  const { recordingId, start, end, channel } = stretch;
  useEffect(() => {
    const stop = new AbortController();
    setTrouble(undefined);
    const ask = (): void => {
      const address = around({
        recordingId,
        start,
        end,
        ...(channel !== undefined && { channel }),
      });
      const top = highHz !== undefined && { highHz };
      draw({ ...address, ...top, width, height }, coloursOf(colours, themeNow()), stop.signal).then(
        (picture) => canvas.current?.getContext("2d")?.drawImage(picture, 0, 0),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          setTrouble(error instanceof Error ? error.message : String(error));
        },
      );
    };
    const timer = setTimeout(ask, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [recordingId, start, end, channel, width, height, highHz, colours, theme]);
  if (trouble !== undefined) {
    return (
      <span className="small-spectrogram none small" style={{ width, height }} title={trouble}>
        {t`no picture`}
      </span>
    );
  }
  return (
    <canvas
      ref={canvas}
      className="small-spectrogram"
      width={width}
      height={height}
      aria-hidden="true"
    />
  );
});
