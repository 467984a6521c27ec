/** Plays a recording from any moment, as long as it lasts: clips that follow each other without a gap. */
import { create } from "zustand";
import { mediaTrouble } from "../data/bytes.js";
import type { Told } from "../ui/error-words.js";
import { earAt, letRest } from "./contexts.js";
import type { Heard, HowHeard, Seconds } from "./how-heard.js";
import { Sitting } from "./sitting.js";
import { takeTurn } from "./turn.js";

export type { Heard, HowHeard } from "./how-heard.js";

interface ListeningStore {
  /** The recording that is played or fetched; undefined while none is. */
  recordingId: number | undefined;
  /** The ear waits for sound. */
  loading: boolean;
  /** Says why a sound is not heard, or ended early. */
  trouble: Told | undefined;
}

const SILENT: ListeningStore = { recordingId: undefined, loading: false, trouble: undefined };

/** One recording at a time in the whole app. */
export const useListening = create<ListeningStore>(() => SILENT);

let sitting: Sitting | undefined;

/** Open the device for a recording that may soon be played: to open one takes a tenth of a second. */
export function getReady({ sampleRate }: Heard, { expansion }: HowHeard): void {
  if (sitting === undefined) letRest(earAt(sampleRate / expansion).context);
}

/** Play a recording from a moment; a loop is entered at its start if the moment lies outside. */
export async function listen(
  heard: Heard,
  fromS: number,
  how: HowHeard,
  loop?: Seconds,
): Promise<void> {
  takeTurn(stopListening);
  stopListening();
  useListening.setState({ recordingId: heard.recordingId, loading: true, trouble: undefined });
  let mine: Sitting | undefined;
  try {
    mine = sitting = new Sitting(heard, how, loop, {
      onLoading: (loading) => {
        if (sitting === mine) useListening.setState({ loading });
      },
      onEnd: (trouble) => {
        if (sitting === mine) ended(trouble);
      },
    });
    await mine.from(fromS);
  } catch (error) {
    if (sitting === mine) ended(mediaTrouble(error));
  }
}

function ended(trouble: Told | undefined): void {
  stopListening();
  useListening.setState({ trouble });
}

export function stopListening(): void {
  sitting?.stop();
  sitting = undefined;
  useListening.setState(SILENT);
}

/**
 * Hear it in another way while it plays: the sound goes on without a gap. Only another expansion
 * begins anew where the ear is, because it needs a clock of its own.
 */
export function change(how: Partial<HowHeard>): void {
  if (sitting === undefined) return;
  const { heard, loop } = sitting;
  const wanted = { ...sitting.how, ...how };
  if (wanted.expansion === sitting.how.expansion) sitting.change(wanted);
  else void listen(heard, sitting.heardAt() ?? sitting.fromS, wanted, loop);
}

/** Play a stretch over and over from now on, or no longer; it is entered at its start. */
export function loopTo(loop: Seconds | undefined): void {
  sitting?.loopTo(loop);
}

/** Seconds into the recording that the ear hears now; undefined while it has heard nothing. */
export function heardAt(): number | undefined {
  return sitting?.heardAt();
}
