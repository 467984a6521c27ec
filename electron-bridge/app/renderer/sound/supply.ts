/** The clips of one recording: the first is short, so that its sound is soon there. */
import { MediaError } from "../data/bytes.js";
import type { Clip } from "./chain.js";
import { type Course, type Stretch, stretchAt } from "./course.js";
import { fetched } from "./fetched.js";
import type { Heard } from "./how-heard.js";

/** Each next clip is twice as long. */
const FIRST_S = 1;
/** Samples of the longest clip, and of a loop that one clip holds: 22 s at 48 kHz, 4 MB a channel. */
export const MOST = 2 ** 20;

interface Supplied {
  /** Undefined where the file has no sound any more. */
  clip: Clip | undefined;
  /** The place where the sound ends, if before the recording's length. */
  end: number | undefined;
}

export class Supply {
  #clips = 0;
  readonly #giveUp = new AbortController();

  constructor(
    private readonly heard: Heard,
    private readonly context: BaseAudioContext,
  ) {}

  get isOver(): boolean {
    return this.#giveUp.signal.aborted;
  }

  stop(): void {
    this.#giveUp.abort();
  }

  /** Fetch the clip that holds a place of a course; throws MediaError. */
  async at(place: number, course: Course): Promise<Supplied> {
    const { loop } = course;
    const usual = Math.round(FIRST_S * this.heard.sampleRate * 2 ** this.#clips);
    const most = loop !== undefined && loop.to - loop.from <= MOST ? MOST : Math.min(MOST, usual);
    const stretch = stretchAt(place, course, most);
    const buffer = stretch && (await this.#fetched(stretch, course));
    if (stretch === undefined) return { clip: undefined, end: undefined };
    if (buffer === undefined) return { clip: undefined, end: stretch.from };
    this.#clips++;
    const to = Math.min(stretch.to, stretch.from + buffer.length);
    const clip = { from: stretch.from, to, buffer };
    return { clip, end: to < stretch.to ? to : undefined };
  }

  async #fetched(stretch: Stretch, { length }: Course): Promise<AudioBuffer | undefined> {
    // Between the last sample and the next, both are needed; a loop's last one has its first.
    const more = stretch.repeats || stretch.to >= length ? 0 : 1;
    try {
      return await fetched(this.heard, stretch, more, this.context, this.#giveUp.signal);
    } catch (error) {
      // The engine says so of a stretch behind the end.
      if (error instanceof MediaError && error.kind === "InvalidParams") return undefined;
      throw error;
    }
  }
}
