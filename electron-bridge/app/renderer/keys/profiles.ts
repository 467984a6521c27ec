/** Sets of keys to choose from; each names only what differs from the table of commands. */
import type { Settings } from "../../shared/settings.js";
import type { CommandId } from "./commands.js";

export type Profile = Settings["profile"];

export const PROFILES: Readonly<
  Record<Profile, Readonly<Partial<Record<CommandId, readonly string[]>>>>
> = {
  linnet: {},
  /** As in Pyrenote, where W A S D are meant by their place on the keyboard. */
  pyrenote: {
    "grid.up": ["ArrowUp", "ArrowLeft", "KeyW", "KeyA"],
    "grid.down": ["ArrowDown", "ArrowRight", "KeyS", "KeyD", "Tab"],
    "grid.pageUp": ["PageUp", "\\"],
    "grid.pageDown": ["PageDown", "Enter"],
    "detections.species": ["Shift"],
    "detections.details": ["o"],
    "tiles.left": ["ArrowLeft", "KeyA"],
    "tiles.right": ["ArrowRight", "KeyD", "Tab"],
    "tiles.up": ["ArrowUp", "KeyW"],
    "tiles.down": ["ArrowDown", "KeyS"],
    "tiles.pageUp": ["PageUp", "\\"],
    "tiles.pageDown": ["PageDown", "Enter"],
    "verify.draw": ["r"],
    "verify.species": ["Shift"],
    "verify.one": ["o"],
    "verify.pass": ["Backspace"],
    "sounds.left": ["ArrowLeft", "KeyA"],
    "sounds.right": ["ArrowRight", "KeyD"],
    "sounds.up": ["ArrowUp", "KeyW"],
    "sounds.down": ["ArrowDown", "KeyS"],
    "sounds.nextBox": ["Shift+ArrowRight", "Tab"],
    "sounds.boxBefore": ["Shift+ArrowLeft", "Shift+Tab"],
    "label.species": ["Shift"],
    "label.add": ["Insert"],
    "label.addTime": ["Shift+Insert"],
    "label.detections": ["Shift+D"],
    "label.waveform": ["Shift+W"],
    "label.takeBack": ["Delete", "Backspace"],
    "learn.species": ["Shift"],
  },
};
