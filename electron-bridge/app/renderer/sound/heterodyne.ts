/**
 * Makes ultrasound heard as a bat detector does: multiplied by a tone, sound at so many hertz beside the
 * tone is heard at so many hertz. Time stays as it was.
 */
import { HALVES, type Hertz } from "./band.js";

/** What lies farther beside the tone is not heard: detectors let as much through. */
const BESIDE_HZ = 5_000;
/** What is filtered out before the tone: farther away, so that what is heard stays as loud as it was. */
const FRONT_HZ = 15_000;

/** The band that goes to a detector, tuned to a frequency. */
export function aroundOf(hertz: number): Hertz {
  return { lowHz: Math.max(0, hertz - FRONT_HZ), highHz: hertz + FRONT_HZ };
}

export class Heterodyne {
  readonly input: GainNode;
  readonly #tone: OscillatorNode;
  readonly #plain: GainNode;
  readonly #mixed: GainNode;
  readonly #low: BiquadFilterNode[];
  readonly #halfHz: number;

  constructor(context: BaseAudioContext, out: AudioNode) {
    this.input = new GainNode(context);
    this.#plain = new GainNode(context, { gain: 1 });
    this.#mixed = new GainNode(context, { gain: 0 });
    this.#tone = new OscillatorNode(context, { frequency: 0 });
    this.input.connect(this.#plain).connect(out);
    // A gain that follows the tone multiplies the sound by it.
    const product = new GainNode(context, { gain: 0 });
    this.#tone.connect(product.gain);
    this.input.connect(product);
    this.#halfHz = context.sampleRate / 2;
    this.#low = HALVES.map(
      (half) => new BiquadFilterNode(context, { type: "lowpass", Q: 20 * Math.log10(half) }),
    );
    this.#low
      .reduce<AudioNode>((before, node) => before.connect(node), product)
      .connect(this.#mixed)
      .connect(out);
    this.#tone.start();
  }

  /**
   * Tune to hertz of the recording, from a second of the context's clock on; undefined lets sound
   * through as it is. `slowness`: hertz of the recording in one of what is heard.
   */
  tune(hertz: number | undefined, slowness: number, fromS: number): void {
    for (const { frequency } of this.#low) {
      frequency.setValueAtTime(Math.min(BESIDE_HZ / slowness, this.#halfHz), fromS);
    }
    // Half of the product is the sum of both frequencies, which is not heard.
    this.#mixed.gain.setValueAtTime(hertz === undefined ? 0 : 2, fromS);
    this.#plain.gain.setValueAtTime(hertz === undefined ? 1 : 0, fromS);
    this.#tone.frequency.setValueAtTime((hertz ?? 0) / slowness, fromS);
  }
}
