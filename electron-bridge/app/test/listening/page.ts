/** Runs in Chromium: the player of recordings, and a tap on what it gives to the device. */
import { mediaFrom } from "../../renderer/data/media.js";
import {
  change,
  heardAt,
  listen,
  loopTo,
  stopListening,
  useListening,
} from "../../renderer/sound/listening.js";
import { play, stop, usePlayer } from "../../renderer/sound/player.js";

type Listened = Parameters<typeof listen>;

export interface Heard {
  rateHz: number;
  /** Every sample that the device got since the tap was opened, of the first channel. */
  samples: number[];
  /** The moment of the context's clock of the first of them, in samples. */
  first: number;
}

/** What the ear hears at a moment of the context's clock, in samples; and what `heardAt` says then. */
export interface Look {
  ear: number;
  place: number;
}

const LISTENER = `
class Listener extends AudioWorkletProcessor {
  #first = 0;
  #kept = [];
  process([input]) {
    // A node that is new is passed over now and then, or asked twice.
    const next = this.#first + this.#kept.length;
    if (currentFrame < next) return true;
    if (currentFrame > next || this.#kept.length >= 1024) this.#post();
    this.#kept.push(...(input[0] ?? new Float32Array(128)));
    return true;
  }
  #post() {
    this.port.postMessage({ first: this.#first, samples: this.#kept });
    this.#first = currentFrame;
    this.#kept = [];
  }
}
registerProcessor("listener", Listener);
`;

let context: AudioContext | undefined;
/** What is connected to the device. */
let ear: AudioNode;
let tap: AudioWorkletNode | undefined;
let heard: Heard = { rateHz: 0, samples: [], first: 0 };
let wanted: (() => void) | undefined;

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own node below
const connect = AudioNode.prototype.connect as (to: AudioNode) => AudioNode;
AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode): AudioNode {
  if (to instanceof AudioDestinationNode) {
    connected(this, to.context as AudioContext);
  }
  return connect.call(this, to);
} as typeof AudioNode.prototype.connect;

function connected(node: AudioNode, its: AudioContext): void {
  ear = node;
  context = its;
}

/** Open the tap of the context that such a recording has. */
async function tapped(...[recording, fromS, how]: Listened): Promise<void> {
  await listen(recording, fromS, how);
  stopListening();
  await openTap();
}

/** Open the tap of the player of short stretches. */
async function tappedPlayer(...played: Parameters<typeof play>): Promise<void> {
  await play(...played);
  stop();
  await openTap();
}

async function openTap(): Promise<void> {
  if (context === undefined) throw new Error("Nothing was played.");
  if (tap?.context !== context) {
    const module = URL.createObjectURL(new Blob([LISTENER], { type: "text/javascript" }));
    await context.audioWorklet.addModule(module);
  }
  const listener = new AudioWorkletNode(context, "listener");
  listener.port.onmessage = ({ data }: MessageEvent<{ first: number; samples: number[] }>) => {
    // Another one may still have some of an earlier sound.
    if (tap !== listener) return;
    if (heard.samples.length === 0) heard.first = data.first;
    const missed = data.first - heard.first - heard.samples.length;
    heard.samples.push(...new Array<number>(missed).fill(0), ...data.samples);
    wanted?.();
  };
  tap = listener;
  connect.call(ear, listener);
  connect.call(listener, context.destination);
  heard = { rateHz: context.sampleRate, samples: [], first: 0 };
}

/** Wait until the device got so many samples of sound, from the first one that is no silence. */
async function got(samples: number): Promise<Heard> {
  for (;;) {
    const begins = heard.samples.findIndex((each) => each !== 0);
    if (begins >= 0 && heard.samples.length - begins >= samples) {
      return { ...heard, samples: heard.samples.slice(begins), first: heard.first + begins };
    }
    await new Promise<void>((again) => (wanted = again));
  }
}

/** Look at the playhead so many times, each time in a frame of its own. */
async function looked(times: number): Promise<Look[]> {
  const looks: Look[] = [];
  while (looks.length < times) {
    await new Promise(requestAnimationFrame);
    const before = outS();
    const place = heardAt();
    const after = outS();
    // Between the two, the system may have given the processor to another program.
    if (place !== undefined && after - before < 0.001) {
      looks.push({ ear: before * (context?.sampleRate ?? NaN), place });
    }
  }
  return looks;
}

/** Seconds of the context's clock that leave the device now. */
function outS(): number {
  const { contextTime = NaN, performanceTime = NaN } = context?.getOutputTimestamp() ?? {};
  return contextTime + (performance.now() - performanceTime) / 1000;
}

/** Wait until the store says something. */
function told(so: (said: ReturnType<typeof useListening.getState>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (so(useListening.getState())) resolve();
    };
    useListening.subscribe(look);
    look();
  });
}

const page = {
  ...{ change, got, heardAt, listen, looked, loopTo, mediaFrom, play, stop, stopListening, tapped },
  tappedPlayer,
  ...{ told, said: () => useListening.getState(), played: () => usePlayer.getState() },
};

export type ListeningPage = typeof page;

declare global {
  // Not there in other pages.
  var listening: ListeningPage;
}

globalThis.listening = page;
