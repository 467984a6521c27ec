/** What a model does not hear is shaded, and its windows have thin lines. */
import { useStore } from "zustand";
import type { ViewStore } from "./view-store.js";

export interface Hears {
  /** Seconds of a window. */
  window: number;
  lowHz: number;
  highHz: number;
}

interface UnheardProps {
  store: ViewStore;
  hears: Hears;
  width: number;
}

/** Closer than this, in points, lines would hide what lies between them. */
const LEAST_APART = 12;

export function Unheard({ store, hears, width }: UnheardProps): React.JSX.Element {
  const { from, seconds, lowHz, highHz } = useStore(store, ({ view }) => view);
  const share = (hz: number): number => Math.max(0, Math.min(1, (highHz - hz) / (highHz - lowHz)));
  const [top, bottom] = [share(hears.highHz), share(hears.lowHz)];
  const apart = (hears.window * width) / seconds;
  const behind = ((from % hears.window) * width) / seconds;
  return (
    <div className="long-heard" aria-hidden="true">
      {apart >= LEAST_APART && (
        <div
          className="long-windows"
          style={{
            backgroundSize: `${String(apart)}px 100%`,
            backgroundPositionX: `${String(-behind)}px`,
          }}
        />
      )}
      {top > 0 && <div className="long-unheard" style={{ height: percent(top), top: 0 }} />}
      {bottom < 1 && (
        <div className="long-unheard" style={{ height: percent(1 - bottom), bottom: 0 }} />
      )}
    </div>
  );
}

const percent = (share: number): string => `${String(100 * share)}%`;
