/** The axes of a long spectrogram, as text beside the canvas. */
import { useStore } from "zustand";
import { decimalsOf, ticks, timeTicks } from "./ticks.js";
import type { ViewStore } from "./view-store.js";
import { shareOf } from "./viewport.js";
import "./axes.css";

/** Points between two texts at least. */
const APART_X = 110;
const APART_Y = 44;
/** Points of half a text of the time axis: "04:43:49.2". */
const HALF_A_TIME = 38;

export function Frequencies({ store, height }: { store: ViewStore; height: number }) {
  const low = useStore(store, ({ view }) => view.lowHz);
  const high = useStore(store, ({ view }) => view.highHz);
  return (
    <div className="picture-frequencies" aria-hidden="true">
      {ticks(low / 1000, high / 1000, height / APART_Y).map((each) => (
        <span
          key={each}
          style={{ top: `${String((1 - (1000 * each - low) / (high - low)) * 100)}%` }}
        >
          {each}
        </span>
      ))}
      <span className="unit">kHz</span>
    </div>
  );
}

interface TimesProps {
  store: ViewStore;
  width: number;
  timeText: (seconds: number, decimals: number) => string;
  /** Seconds that the clock shows at the start of the recording. */
  zero: number;
}

export function Times({ store, width, timeText, zero }: TimesProps): React.JSX.Element {
  const view = useStore(store, (state) => state.view);
  const edge = (view.seconds * HALF_A_TIME) / Math.max(1, width);
  const [from, to] = [view.from + edge, view.from + view.seconds - edge];
  const places = timeTicks(from, to, width / APART_X, zero);
  const decimals = decimalsOf(places);
  return (
    <div className="picture-times" aria-hidden="true">
      {places.map((each) => (
        <span key={each} style={{ left: `${String(shareOf(view, each) * 100)}%` }}>
          {timeText(each, decimals)}
        </span>
      ))}
    </div>
  );
}
