/** Which keys give which command: the table's, unless the person chose others. */
import { matchKeyBindingPress, parseKeybinding } from "tinykeys";
import type { Settings } from "../../shared/settings.js";
import { COMMAND_IDS, COMMANDS, type CommandId } from "./commands.js";

export function keysOf(id: CommandId, { keys }: Pick<Settings, "keys">): readonly string[] {
  return keys[id] ?? COMMANDS[id].keys;
}

/** Whether a key types something by itself; such keys can be switched off as a whole. */
export function isLetter(key: string): boolean {
  const last = key.split("+").at(-1) ?? "";
  return last.length === 1 && !/\$mod|Control|Meta|Alt/.test(key);
}

export function matches(event: KeyboardEvent, key: string): boolean {
  const [press] = parseKeybinding(key);
  return press !== undefined && matchKeyBindingPress(event, press);
}

/** The commands that a key would give at the same place: "app" is everywhere. */
export function conflicts(
  id: CommandId,
  key: string,
  settings: Pick<Settings, "keys">,
): CommandId[] {
  const { scope } = COMMANDS[id];
  const meets = (other: CommandId): boolean => {
    const { scope: its } = COMMANDS[other];
    return its === scope || its === "app" || scope === "app";
  };
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  return COMMAND_IDS.filter(
    (other) =>
      other !== id && meets(other) && keysOf(other, settings).some((each) => same(each, key)),
  );
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Enter: "⏎",
  Escape: "Esc",
};

/** A key as a person reads it: "Ctrl+⏎". */
export function shown(key: string, mac = navigator.userAgent.includes("Mac")): string {
  return key
    .split("+")
    .filter((part) => !(part === "Shift" && key.endsWith("?")))
    .map((part) => {
      if (part === "$mod") return mac ? "⌘" : "Ctrl";
      return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join("+");
}
