/** A band-pass for the ear: high-pass and low-pass, each of the fourth order (Butterworth). */

/** The quality of each half of a Butterworth filter of the fourth order: 1 / (2 cos(k pi / 8)). */
export const HALVES = [1, 3].map((eighths) => 1 / (2 * Math.cos((eighths * Math.PI) / 8)));
/** People hear nothing above; a device with fewer samples would fold it into what they hear. */
const HEARD_HZ = 20_000;
/** The most samples a second that devices take as they are. */
const USUAL_RATE = 48_000;

export interface Hertz {
  lowHz: number;
  highHz: number;
}

export class Band {
  readonly input: AudioNode;
  readonly #low: BiquadFilterNode[];
  readonly #high: BiquadFilterNode[];
  readonly #topHz: number;
  readonly #halfHz: number;

  constructor(context: BaseAudioContext, out: AudioNode) {
    const { sampleRate } = context;
    this.#halfHz = sampleRate / 2;
    this.#topHz = sampleRate > USUAL_RATE ? HEARD_HZ : sampleRate / 2;
    const make = (type: BiquadFilterType) => (quality: number) =>
      // Of these types, a node takes it in dB.
      new BiquadFilterNode(context, { type, Q: 20 * Math.log10(quality) });
    this.#low = HALVES.map(make("highpass"));
    this.#high = HALVES.map(make("lowpass"));
    const all = [...this.#low, ...this.#high];
    all.reduceRight<AudioNode>((next, node) => (node.connect(next), node), out);
    this.input = all[0] ?? out;
    this.tune(undefined, 1, 0);
  }

  /**
   * Let a band of the recording through, from a second of the context's clock on. `slowness`: hertz
   * of the recording in one of what is heard. Without a band, all that people hear passes. `isMixed`:
   * what passes is brought down later, so that it may lie above.
   */
  tune(band: Hertz | undefined, slowness: number, fromS: number, isMixed = false): void {
    const topHz = isMixed ? this.#halfHz : this.#topHz;
    const low = (band?.lowHz ?? 0) / slowness;
    const high = (band?.highHz ?? Infinity) / slowness;
    for (const { frequency } of this.#low) {
      frequency.setValueAtTime(Math.min(low, topHz), fromS);
    }
    for (const { frequency } of this.#high) {
      frequency.setValueAtTime(Math.min(high, topHz), fromS);
    }
  }
}
