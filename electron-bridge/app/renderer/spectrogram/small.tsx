/** A small picture of a few seconds, as rows of a table show it. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import type { StretchAddress } from "@linnet/electron-bridge/page.js";
import { useErrorSaid } from "../ui/error-words.js";
import { usePicture } from "./use-picture.js";
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
  /** The lowest one. */
  lowHz?: number | undefined;
}

/** At least three seconds around a stretch. */
export function around({ start, end, ...rest }: StretchAddress, least = LEAST): StretchAddress {
  const more = Math.max(0, least - (end - start)) / 2;
  const from = Math.max(0, start - more);
  return { ...rest, start: from, end: Math.max(end + more, from + least) };
}

export const SmallSpectrogram = memo(function SmallSpectrogram(props: SmallProps) {
  const { stretch, width = 128, height = 48, highHz, lowHz } = props;
  const { t } = useLingui();
  const band = { ...(highHz !== undefined && { highHz }), ...(lowHz !== undefined && { lowHz }) };
  const { canvas, trouble } = usePicture({ ...around(stretch), ...band, width, height }, REST_MS);
  const errorSaid = useErrorSaid();
  if (trouble !== undefined) {
    const { said } = errorSaid(trouble);
    return (
      <span className="small-spectrogram none small" style={{ width, height }} title={said}>
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
