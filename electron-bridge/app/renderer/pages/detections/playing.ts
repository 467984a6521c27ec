/** Whether a sound of a row is played: its own, or the seconds around it. */
import { play, stop, usePlayer } from "../../sound/player.js";
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
