/** Plays one stretch of sound at a time; gain and limiter are for the ear alone. */
import type { ClipAddress } from "@linnet/electron-bridge/page.js";
import { create } from "zustand";
import { mediaTrouble } from "../data/bytes.js";
import { useSettings } from "../data/settings.js";
import type { Told } from "../ui/error-words.js";
import { Band, type Hertz } from "./band.js";
import { clip } from "./clip.js";
import { heardTime } from "./clock.js";
import { earOf, factorOf } from "./ear.js";
import { takeTurn } from "./turn.js";

interface PlayerStore {
  /** What is played, by the name that its owner gave; undefined while nothing is. */
  name: string | undefined;
  loading: boolean;
  /** What of the sound is let through; undefined: all of it. */
  band: Hertz | undefined;
  /** Says why a sound could not be played. */
  trouble: Told | undefined;
}

const SILENT: PlayerStore = {
  ...{ name: undefined, loading: false, band: undefined, trouble: undefined },
};

/** What the ear alone gets. */
export interface Ear {
  /** Besides the gain of the settings. */
  moreDb?: number;
  /** Only this band of the recording; undefined: all of it. */
  band?: Hertz | undefined;
}

export const usePlayer = create<PlayerStore>(() => SILENT);

let context: AudioContext | undefined;
let gain: GainNode | undefined;
let filter: Band | undefined;
let source: AudioBufferSourceNode | undefined;
let began = 0;
/** Grows with each wish: an answer that comes after a newer wish is not played. */
let wish = 0;

function output({ moreDb = 0, band }: Ear): { context: AudioContext; to: AudioNode } {
  context ??= new AudioContext({ latencyHint: "interactive" });
  gain ??= earOf(context);
  gain.gain.value = factorOf(useSettings.getState().settings.gain + moreDb);
  if (band === undefined) return { context, to: gain };
  filter ??= new Band(context, gain);
  filter.tune(band, 1, context.currentTime);
  return { context, to: filter.input };
}

/** Fetch a stretch that will be played soon. */
export function prepare(address: ClipAddress): void {
  context ??= new AudioContext({ latencyHint: "interactive" });
  // What cannot be had now is told when it is played.
  clip(address, context).catch(() => undefined);
}

/** Play a stretch once, or in a loop; what was played before stops. */
export function play(
  name: string,
  address: ClipAddress,
  loop = false,
  ear: Ear = {},
): Promise<void> {
  return playSound(name, (within) => clip(address, within), loop, ear);
}

/** Play a sound that its owner brings, such as that of a file that no project knows yet. */
export async function playSound(
  name: string,
  load: (within: BaseAudioContext) => Promise<AudioBuffer>,
  loop = false,
  ear: Ear = {},
): Promise<void> {
  takeTurn(stop);
  stop();
  const mine = ++wish;
  const out = output(ear);
  usePlayer.setState({ name, loading: true, band: ear.band, trouble: undefined });
  try {
    const [sound] = await Promise.all([load(out.context), out.context.resume()]);
    if (mine !== wish) return;
    const node = out.context.createBufferSource();
    node.buffer = sound;
    node.loop = loop;
    node.connect(out.to);
    node.onended = (): void => {
      if (source === node) stop();
    };
    node.start();
    source = node;
    began = out.context.currentTime;
    usePlayer.setState({ loading: false });
  } catch (error) {
    if (mine !== wish) return;
    usePlayer.setState({ ...SILENT, trouble: mediaTrouble(error) });
  }
}

export function stop(): void {
  wish++;
  const node = source;
  source = undefined;
  node?.stop();
  node?.disconnect();
  usePlayer.setState(SILENT);
}

/** Play a stretch, or stop it if it is being played. */
export function toggle(name: string, address: ClipAddress, loop = false): void {
  if (usePlayer.getState().name === name) stop();
  else void play(name, address, loop);
}

/** Seconds into the stretch that the ear hears now; undefined while nothing is heard. */
export function position(): number | undefined {
  if (context === undefined || source?.buffer == null) return undefined;
  const heard = heardTime(context) - began;
  const { duration } = source.buffer;
  return Math.max(0, source.loop ? heard % duration : Math.min(heard, duration));
}
