/** What the address keeps of the view: `t` the second it begins with, `s` its length, `lo` and `hi` in hertz. */
import { useEffect } from "react";
import { keep, type Route } from "../../routes.js";
import { onRested, type ViewStore } from "../../spectrogram/view-store.js";
import { topOf } from "../../spectrogram/stretch.js";
import { type Bounds, centred, type Viewport, whole } from "../../spectrogram/viewport.js";

/** A screen in which single calls are seen, in seconds. */
const USUAL_SECONDS = 30;

/** A browser takes few changes of an address a second. */
const REST_MS = 400;

/** The view that an address names; `at` alone is a second to be shown in the middle. */
export function viewFrom(query: Route["query"], bounds: Bounds): Viewport {
  const top = topOf({ sampleRate: 2 * bounds.highHz, highHz: null }) ?? bounds.highHz;
  const usual = {
    ...whole(bounds),
    seconds: Math.min(USUAL_SECONDS, bounds.seconds),
    highHz: top,
  };
  const [from, seconds] = [numberOf(query.t), numberOf(query.s)];
  const [lowHz, highHz] = [numberOf(query.lo), numberOf(query.hi)];
  const at = numberOf(query.at);
  if (at !== undefined) return centred(usual, at, bounds);
  return {
    from: from ?? 0,
    seconds: seconds ?? usual.seconds,
    ...(lowHz !== undefined && highHz !== undefined && highHz > lowHz
      ? { lowHz, highHz }
      : { lowHz: 0, highHz: top }),
  };
}

function numberOf(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) || value < 0 ? undefined : value;
}

export function useKeptView(store: ViewStore): void {
  useEffect(
    () =>
      onRested(store, REST_MS, ({ from, seconds, lowHz, highHz }) => {
        keep({
          at: undefined,
          t: from.toFixed(3),
          s: seconds.toFixed(3),
          lo: lowHz.toFixed(0),
          hi: highHz.toFixed(0),
        });
      }),
    [store],
  );
}
