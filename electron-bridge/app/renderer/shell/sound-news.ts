/** Tells, wherever the person is, why a sound that was to be played is not heard. */
import { useEffect } from "react";
import { useListening } from "../sound/listening.js";
import { usePlayer } from "../sound/player.js";
import { useErrorSaid } from "../ui/error-words.js";
import { tell } from "../ui/toast.js";

export function useSoundNews(): void {
  const ofStretch = usePlayer((player) => player.trouble);
  const ofRecording = useListening((listening) => listening.trouble);
  const trouble = ofStretch ?? ofRecording;
  const say = useErrorSaid();
  useEffect(() => {
    if (trouble === undefined) return;
    const { said, step } = say(trouble);
    tell({ text: step === undefined ? said : `${said} ${step}` });
  }, [trouble, say]);
}
