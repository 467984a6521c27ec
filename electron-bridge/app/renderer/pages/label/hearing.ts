/** The sound of the opened recording: from the cursor, the view or the chosen stretch. */
import { useEffect } from "react";
import { useSettings } from "../../data/settings.js";
import {
  change,
  getReady,
  heardAt,
  type HowHeard,
  listen,
  loopTo,
  stopListening,
  useListening,
} from "../../sound/listening.js";
import type { Box } from "../../spectrogram/boxes.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { isInView, showing } from "../../spectrogram/viewport.js";
import { useSteady } from "../../ui/steady.js";
import type { LabelSettings } from "./settings.js";

interface Hearing {
  isPlaying: boolean;
  playOrStop: () => void;
  /** Go some seconds on, in the sound that plays, or with the cursor. */
  skip: (seconds: number) => void;
  /** Play from a second, if anything plays; the cursor goes there too. */
  moveTo: (second: number) => void;
}

interface Given {
  recordingId: number;
  store: ViewStore;
  settings: LabelSettings;
  /** What the chosen model hears: heard too, unless a band is chosen. */
  heardBand: LabelSettings["band"];
  /** The frequencies of the chosen box, which a detector is tuned to. */
  boxBand: LabelSettings["band"];
  /** The stretch that is played over and over; undefined: the recording goes on. */
  loop: Box | undefined;
}

export function useHearing(given: Given): Hearing {
  const { recordingId, store, settings, heardBand, boxBand, loop } = given;
  const isPlaying = useListening((listening) => listening.recordingId === recordingId);
  const gainDb = useSettings((each) => each.settings.gain);
  const { speed, expansion } = settings;
  const band = settings.band ?? heardBand ?? undefined;
  const heterodyneHz = settings.heterodyne ? tunedTo(settings, boxBand) : undefined;
  const how: HowHeard = { speed, expansion, band, gainDb, heterodyneHz };
  const wanted = JSON.stringify(how);
  useEffect(() => {
    const { band: its, heterodyneHz: tuned, ...rest } = JSON.parse(wanted) as HowHeard;
    change({ ...rest, band: its, heterodyneHz: tuned });
  }, [wanted]);
  const [loopStart, loopEnd] = [loop?.start, loop?.end];
  useEffect(() => {
    const isLoop = loopStart !== undefined && loopEnd !== undefined;
    loopTo(isLoop ? { startS: loopStart, endS: loopEnd } : undefined);
  }, [loopStart, loopEnd]);
  const heardAs = {
    recordingId,
    durationS: store.bounds.seconds,
    sampleRate: 2 * store.bounds.highHz,
  };
  useEffect(() => {
    getReady(heardAs, how);
    return stopListening;
    // The device is opened once, for the recording that is here now.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [recordingId]);
  const play = (from: number): void => {
    const stretch = loop && { startS: loop.start, endS: loop.end };
    void listen(heardAs, stretch?.startS ?? from, how, stretch);
  };
  const here = (): number => {
    const { cursor, view } = store.getState();
    return cursor !== undefined && isInView(view, cursor, cursor + 1e-3) ? cursor : view.from;
  };
  const moveTo = (second: number): void => {
    const to = Math.max(0, Math.min(second, store.bounds.seconds));
    store.set({ cursor: to });
    store.look((view) => showing(view, to, to + 1e-3, store.bounds));
    if (isPlaying) play(to);
  };
  return {
    isPlaying,
    playOrStop: useSteady(() => {
      if (isPlaying) stopListening();
      else play(here());
    }),
    skip: useSteady((seconds: number) => {
      const from = (isPlaying ? heardAt() : undefined) ?? here();
      moveTo(from + seconds);
    }),
    moveTo: useSteady(moveTo),
  };
}

/** The middle of the chosen box, or what was set by hand. */
export function tunedTo({ heterodyneHz }: LabelSettings, boxBand: LabelSettings["band"]): number {
  return boxBand === null ? heterodyneHz : (boxBand.lowHz + boxBand.highHz) / 2;
}
