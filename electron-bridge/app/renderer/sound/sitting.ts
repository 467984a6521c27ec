/** One recording that is listened to: fetches its clips ahead, and puts them after each other. */
import { mediaTrouble } from "../data/bytes.js";
import type { Told } from "../ui/error-words.js";
import { Chain, type Clip } from "./chain.js";
import { heardTime, soon, SOON_S } from "./clock.js";
import { earAt, letRest, type OwnEar, paceAt } from "./contexts.js";
import { after, type Course, entered, pieceOf, type Span, spanOf } from "./course.js";
import { factorOf } from "./ear.js";
import { aroundOf } from "./heterodyne.js";
import type { Heard, HowHeard, Seconds } from "./how-heard.js";
import { MOST, Supply } from "./supply.js";

interface Ears {
  onLoading: (loading: boolean) => void;
  onEnd: (trouble: Told | undefined) => void;
}

/** Sound that waits behind what plays, so that a short piece leaves time for the next one. */
const WAITS_S = 1;
/** Seconds that a recording's length may be wrong by without a word. */
const ROUNDED_S = 0.1;

export class Sitting {
  fromS = 0;
  readonly #context: AudioContext;
  readonly #ear: OwnEar;
  readonly #chain: Chain;
  readonly #supply: Supply;
  #course: Course;
  #clips = 0;
  /** Grows with each turn that the sound takes: what was fetched for an older one is not played. */
  #turn = 0;
  /** A turn waits for its clip, and comes even if what plays has ended. */
  #isTurning = false;
  #tunedS = 0;
  #trouble: Told | undefined;
  /** No more sound can be had. */
  #isOver = false;
  #room: () => void = () => undefined;

  /** Throws where the device cannot play at such a rate. */
  constructor(
    readonly heard: Heard,
    public how: HowHeard,
    public loop: Seconds | undefined,
    private readonly ears: Ears,
  ) {
    const length = Math.max(1, Math.round(heard.durationS * heard.sampleRate));
    this.#course = { length, loop: undefined };
    this.#course.loop = this.#span(loop);
    this.#ear = earAt(heard.sampleRate / how.expansion);
    const { context, band } = this.#ear;
    this.#context = context;
    this.#supply = new Supply(heard, context);
    this.#chain = new Chain(context, band.input, () => {
      this.#pieceEnded();
    });
  }

  /** Begin at a second of the recording; resolves when its sound is on its way. */
  async from(fromS: number): Promise<void> {
    this.fromS = fromS;
    const place = Math.max(0, Math.round(fromS * this.heard.sampleRate));
    await Promise.all([this.#go(() => place), this.#context.resume()]);
  }

  change(how: HowHeard): void {
    const before = this.how;
    this.how = how;
    if (how.speed !== before.speed) this.#turnTo();
    // Not before a turn that is on its way, whose values are older.
    else this.#tune(Math.max(this.#tunedS, this.#context.currentTime));
  }

  loopTo(loop: Seconds | undefined): void {
    this.loop = loop;
    this.#course = { ...this.#course, loop: this.#span(loop) };
    this.#turnTo();
  }

  heardAt(): number | undefined {
    const { sampleRate } = this.#context;
    const place = this.#chain.placeAt(heardTime(this.#context) * sampleRate);
    return place === undefined ? undefined : place / this.heard.sampleRate;
  }

  stop(): void {
    this.#turn++;
    this.#supply.stop();
    this.#chain.stop();
    letRest(this.#context);
  }

  #span(loop: Seconds | undefined): Span | undefined {
    return loop && spanOf(loop.startS, loop.endS, this.heard.sampleRate, this.#course.length);
  }

  get #pace(): number {
    return paceAt(this.#context, this.heard.sampleRate / this.how.expansion) * this.how.speed;
  }

  /** Set gain and band, from a second of the clock on. */
  #tune(fromS: number): void {
    const { band, gainDb, speed, expansion, heterodyneHz: hertz } = this.how;
    const slowness = expansion / speed;
    const around = hertz === undefined ? undefined : aroundOf(hertz);
    this.#tunedS = fromS;
    this.#ear.gain.gain.setValueAtTime(factorOf(gainDb), fromS);
    this.#ear.band.tune(around ?? band, slowness, fromS, around !== undefined);
    this.#ear.heterodyne.tune(hertz, slowness, fromS);
  }

  /** Go on by another speed or loop from where the sound is. */
  #turnTo(): void {
    // Nothing is there yet: what is fetched for the first piece is fetched anew.
    const first = this.fromS * this.heard.sampleRate;
    this.#go((moment) => this.#chain.placeAt(moment) ?? first).catch((error: unknown) => {
      this.#failed(error);
    });
  }

  /** Let the sound go on from a place, which depends on the moment. */
  async #go(placeAt: (moment: number) => number): Promise<void> {
    const turn = ++this.#turn;
    this.#isTurning = true;
    const clip = await this.#clip(entered(placeAt(soon(this.#context)), this.#course));
    if (turn !== this.#turn) return;
    this.#isTurning = false;
    if (clip === undefined) {
      this.ears.onEnd(this.#trouble);
      return;
    }
    this.#play(clip, (moment) => {
      const place = entered(placeAt(moment), this.#course);
      this.#chain.cut(moment);
      this.#tune(moment / this.#context.sampleRate);
      return place >= clip.from && place < clip.to ? place : clip.from;
    });
    this.#goOn(turn).catch((error: unknown) => {
      this.#failed(error);
    });
  }

  /** Put clip after clip, one ahead of what plays. */
  async #goOn(turn: number): Promise<void> {
    for (;;) {
      const { last } = this.#chain;
      const place = last && after(last, this.#course);
      if (last === undefined || last.repeats || place === undefined) return;
      while (this.#chain.waitsS >= WAITS_S) await new Promise<void>((free) => (this.#room = free));
      if (turn !== this.#turn) return;
      const clip = await this.#clip(place);
      if (turn !== this.#turn || clip === undefined) return;
      // A clip that comes late is heard late, and nothing of it is missed.
      this.#play(clip, () => place, last.until);
    }
  }

  /** Play a clip from a place on, which depends on the moment; not before `earliest`. */
  #play(clip: Clip, placeAt: (moment: number) => number, earliest = 0): void {
    const { length, loop } = this.#course;
    const isLoop = loop !== undefined && loop.from === clip.from && loop.to === clip.to;
    const repeats = isLoop && clip.buffer.length === clip.to - clip.from;
    const stretch = { from: clip.from, to: Math.min(clip.to, loop?.to ?? length), repeats };
    for (let ahead = SOON_S; ; ahead *= 2) {
      const moment = Math.max(earliest, soon(this.#context, ahead));
      const piece = pieceOf(stretch, moment, placeAt(moment), this.#pace);
      if (this.#chain.add(piece, clip)) break;
    }
    this.ears.onLoading(false);
  }

  /** The clip that holds a place; undefined behind the end. */
  async #clip(place: number): Promise<Clip | undefined> {
    const known = this.#chain.clipAt(place, this.#course, MOST);
    if (known !== undefined) return known;
    const { clip, end } = await this.#supply.at(place, this.#course);
    if (end !== undefined) this.#endsAt(end);
    return clip;
  }

  /** The recording has less sound than its length says. */
  #endsAt(end: number): void {
    const missing = (this.#course.length - end) / this.heard.sampleRate;
    this.#course = { ...this.#course, length: end };
    this.#course.loop = this.#span(this.loop);
    if (missing > ROUNDED_S) {
      const second = (end / this.heard.sampleRate).toFixed(1);
      this.#trouble = { kind: null, message: `The sound of the file ends at ${second} s.` };
    }
  }

  #pieceEnded(): void {
    this.#room();
    const { last, playsOn } = this.#chain;
    if (playsOn || last === undefined) return;
    const isOver = this.#isOver || after(last, this.#course) === undefined;
    if (isOver && !this.#isTurning) this.ears.onEnd(this.#trouble);
    else this.ears.onLoading(true);
  }

  /** What is already there is heard to its end. */
  #failed(error: unknown): void {
    if (this.#supply.isOver) return;
    this.#trouble = mediaTrouble(error);
    this.#isOver = true;
    this.#isTurning = false;
    if (!this.#chain.playsOn) this.ears.onEnd(this.#trouble);
  }
}
