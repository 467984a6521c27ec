/** Tells a screen reader that a sound begins and ends, wherever the key was pressed. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { say } from "../ui/say.js";
import { useListening } from "./listening.js";
import { usePlayer } from "./player.js";

export function useSaidPlaying(): void {
  const { t } = useLingui();
  const isStretch = usePlayer(({ name }) => name !== undefined);
  const isRecording = useListening(({ recordingId }) => recordingId !== undefined);
  const isPlaying = isStretch || isRecording;
  const said = useRef(false);
  useEffect(() => {
    if (isPlaying === said.current) return;
    said.current = isPlaying;
    say(said, isPlaying ? t`Playing.` : t`Stopped.`);
  }, [isPlaying, t]);
}
