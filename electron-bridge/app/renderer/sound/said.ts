/** Tells a screen reader that a sound begins and ends, wherever the key was pressed. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { say } from "../ui/say.js";
import { useListening } from "./listening.js";
import { bandSaid } from "./band-said.js";
import { usePlayer } from "./player.js";

export function useSaidPlaying(): void {
  const { t } = useLingui();
  const isStretch = usePlayer(({ name }) => name !== undefined);
  const isRecording = useListening(({ recordingId }) => recordingId !== undefined);
  const isPlaying = isStretch || isRecording;
  const band = usePlayer((player) => player.band);
  const said = useRef(false);
  useEffect(() => {
    if (isPlaying === said.current) return;
    said.current = isPlaying;
    const what = band === undefined ? "" : bandSaid(band);
    const only = what === "" ? t`Playing.` : t`Playing: ${what}.`;
    say(said, isPlaying ? only : t`Stopped.`);
  }, [isPlaying, band, t]);
}
