/** Pieces of sound that follow each other without a gap, and are let go after they were played. */
import { type Course, cutAt, type Piece, placeAt, type Span } from "./course.js";

/** Samples of a recording that are there. Behind its end, a buffer may hold one sample more. */
export interface Clip extends Span {
  buffer: AudioBuffer;
}

interface Playing {
  piece: Piece;
  clip: Clip;
  node: AudioBufferSourceNode;
  ended: boolean;
}

export class Chain {
  /** In the order of time; the last one that has ended stays, so that the playhead has a place. */
  #played: Playing[] = [];
  /** Fetched for pieces that were cut before they began: the sound may yet come there. */
  #spare: Clip[] = [];

  /** `onEnd` hears that a piece has ended. */
  constructor(
    private readonly context: BaseAudioContext,
    private readonly out: AudioNode,
    private readonly onEnd: () => void,
  ) {}

  get last(): Piece | undefined {
    return this.#played.at(-1)?.piece;
  }

  get playsOn(): boolean {
    return this.#played.some(({ ended }) => !ended);
  }

  /** Seconds of sound that wait behind the piece that plays. */
  get waitsS(): number {
    const [plays, ...waiting] = this.#played.filter(({ ended }) => !ended);
    const end = waiting.at(-1)?.piece.until ?? plays?.piece.until ?? 0;
    return (end - (plays?.piece.until ?? 0)) / this.context.sampleRate;
  }

  /** False, and nothing is played, where the context was told too late, as on a busy computer. */
  add(piece: Piece, clip: Clip): boolean {
    const { context, out } = this;
    const node = context.createBufferSource();
    const playing: Playing = { piece, clip, node, ended: false };
    node.buffer = clip.buffer;
    node.loop = piece.repeats;
    node.playbackRate.value = piece.pace;
    node.connect(out);
    node.start(piece.at / context.sampleRate, (piece.place - clip.from) / context.sampleRate);
    if (context.currentTime * context.sampleRate > piece.at) {
      release(playing);
      return false;
    }
    if (!piece.repeats) node.stop(piece.until / context.sampleRate);
    node.onended = (): void => {
      this.#end(playing);
    };
    this.#played.push(playing);
    return true;
  }

  /** End all pieces at a moment. */
  cut(moment: number): void {
    this.#spare = [];
    this.#played = this.#played.filter((playing) => {
      const left = cutAt(playing.piece, moment);
      if (left === undefined) {
        this.#spare.push(playing.clip);
        release(playing);
        return false;
      }
      if (left.until < playing.piece.until) playing.node.stop(moment / this.context.sampleRate);
      playing.piece = left;
      return true;
    });
  }

  stop(): void {
    this.#spare = [];
    for (const playing of this.#played.splice(0)) release(playing);
  }

  placeAt(moment: number): number | undefined {
    return placeAt(
      this.#played.map(({ piece }) => piece),
      moment,
    );
  }

  /** A clip from which a course can go on at a place; a loop that repeats needs its very samples. */
  clipAt(place: number, { loop }: Course, most: number): Clip | undefined {
    const whole = loop !== undefined && loop.to - loop.from <= most ? loop : undefined;
    const clips = [...this.#played.map(({ clip }) => clip), ...this.#spare];
    if (whole === undefined) return clips.find(({ from, to }) => place >= from && place < to);
    return clips.find(
      ({ from, to, buffer }) =>
        from === whole.from && to === whole.to && buffer.length === to - from,
    );
  }

  #end(playing: Playing): void {
    playing.ended = true;
    playing.node.disconnect();
    // The ear is behind the clock: the piece before the last one may still be heard.
    while (this.#played.filter(({ ended }) => ended).length > 2) this.#played.shift();
    if (this.#played.includes(playing)) this.onEnd();
  }
}

function release({ node }: Playing): void {
  node.onended = null;
  node.stop();
  node.disconnect();
}
