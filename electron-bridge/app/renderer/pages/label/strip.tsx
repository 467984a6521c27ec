/** The whole recording above the view: where it is loud, where something was heard, what is in view. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useSettings } from "../../data/settings.js";
import { percent } from "../../i18n/format.js";
import { painted } from "../../spectrogram/paint.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { centred, scrolled } from "../../spectrogram/viewport.js";
import { coloursOf, table } from "../../theme/colormaps.js";
import { themeNow } from "../../theme/dress.js";
import { Failure } from "../../ui/failure.js";
import { Said } from "../../ui/said.js";
import { Density } from "./density.js";
import type { Overview } from "./overview.js";

interface StripProps {
  overview: Overview;
  recordingId: number;
  store: ViewStore;
  timeText: (seconds: number) => string;
}

export function Strip({ recordingId, overview, store, timeText }: StripProps): React.JSX.Element {
  const { t } = useLingui();
  const strip = useRef<HTMLDivElement>(null);
  const view = useStore(store, (state) => state.view);
  const { seconds } = store.bounds;
  const share = (second: number): string => `${String((100 * second) / seconds)}%`;
  const goTo = (event: React.PointerEvent): void => {
    const { left, width } = strip.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    const second = ((event.clientX - left) / width) * seconds;
    store.look((its) => centred(its, second, store.bounds));
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => {
      store.look((its) => scrolled(its, -1, store.bounds));
    },
    ArrowRight: () => {
      store.look((its) => scrolled(its, 1, store.bounds));
    },
    Home: () => {
      store.look((its) => ({ ...its, from: 0 }));
    },
    End: () => {
      store.look((its) => ({ ...its, from: seconds }));
    },
  };
  const [from, to] = [timeText(view.from), timeText(view.from + view.seconds)];
  return (
    <div className="label-strip">
      <div
        ref={strip}
        className="label-overview"
        role="slider"
        tabIndex={0}
        aria-label={t`Place in the recording`}
        aria-valuemin={0}
        aria-valuemax={Math.round(seconds)}
        aria-valuenow={Math.round(view.from)}
        aria-valuetext={t`${from} to ${to}`}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined || event.ctrlKey || event.altKey || event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          act();
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) goTo(event);
        }}
      >
        <Picture overview={overview} />
        <Density recordingId={recordingId} seconds={seconds} />
        <span
          className="label-in-view"
          style={{ left: share(view.from), width: share(view.seconds) }}
        />
      </div>
      <State overview={overview} />
    </div>
  );
}

function Picture({ overview: { levels, width, height } }: { overview: Overview }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { colours, theme } = useSettings(({ settings }) => settings);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    context.clearRect(0, 0, width, height);
    if (levels === undefined) return;
    const points = painted(levels, table(coloursOf(colours, themeNow())));
    context.putImageData(new ImageData(points, width, height), 0, 0);
  }, [levels, width, height, colours, theme]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      data-strip={levels !== undefined}
      aria-hidden="true"
    />
  );
}

function State({ overview }: { overview: Overview }): React.JSX.Element | null {
  const { share, trouble, error, levels } = overview;
  const done = percent(share ?? 0);
  if (error !== undefined) return <Failure error={error} />;
  if (levels === undefined && share !== undefined) {
    return (
      <Said className="label-strip-state small" isBusy>
        <Trans>Linnet reads the recording once, for this picture of all of it: {done}.</Trans>
      </Said>
    );
  }
  if (trouble !== null) {
    return (
      <Said className="label-strip-state small">
        <Trans>A part of the recording could not be read: {trouble}</Trans>
      </Said>
    );
  }
  return null;
}
