/** Whether a sound of a row is played: its own, or the seconds around it. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { play, stop, usePlayer } from "../../sound/player.js";
import { say } from "../../ui/say.js";
import { clipOf, contextName, contextOf, type Shown } from "./sounds.js";

function isOf(name: string, played: string | undefined): boolean {
  return played === name || played === contextName(name);
}

/** `name`: what the row's own sound is played as. */
export function useIsPlaying(name: string): boolean {
  return usePlayer((player) => isOf(name, player.name));
}

/** Play a row, or the seconds around it; while either sounds, stop it. */
export function playOrStop(shown: Shown, what: "row" | "context" = "row"): void {
  const { name } = shown;
  if (isOf(name, usePlayer.getState().name)) stop();
  else if (what === "row") void play(name, clipOf(shown));
  else void play(contextName(name), contextOf(shown));
}

/** Tells a screen reader that a sound begins and ends, wherever the key was pressed. */
export function useSaidPlaying(): void {
  const { t } = useLingui();
  const isPlaying = usePlayer(({ name }) => name !== undefined);
  const said = useRef(false);
  useEffect(() => {
    if (isPlaying === said.current) return;
    said.current = isPlaying;
    say(said, isPlaying ? t`Playing.` : t`Stopped.`);
  }, [isPlaying, t]);
}
