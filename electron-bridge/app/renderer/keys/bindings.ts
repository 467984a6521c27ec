/** Which keys give which command: the profile's, unless the person chose others. */
import { matchKeyBindingPress, parseKeybinding } from "tinykeys";
import type { Settings } from "../../shared/settings.js";
import { around, COMMAND_IDS, COMMANDS, type CommandId } from "./commands.js";
import { PROFILES } from "./profiles.js";

/** What decides about keys. */
export type Bindings = Pick<Settings, "keys" | "profile">;

/** The keys of the profile alone. */
export function usualKeysOf(id: CommandId, profile: Settings["profile"]): readonly string[] {
  return PROFILES[profile][id] ?? COMMANDS[id].keys;
}

export function keysOf(id: CommandId, { keys, profile }: Bindings): readonly string[] {
  return keys[id] ?? usualKeysOf(id, profile);
}

/** Whether a key types something by itself; such keys can be switched off as a whole. */
export function isLetter(key: string): boolean {
  if (/^(Key[A-Z]|Shift)$/.test(key)) return true;
  const last = key.split("+").at(-1) ?? "";
  return last.length === 1 && !/\$mod|Control|Meta|Alt/.test(key);
}

export function matches(event: KeyboardEvent, key: string): boolean {
  const [press] = parseKeybinding(key);
  return press !== undefined && matchKeyBindingPress(event, press);
}

/** Two names of one key: a letter, and its place on most keyboards. */
const plain = (key: string): string => key.replace(/\bKey(?=[A-Z]$)/, "").toLowerCase();

/** Whether two names mean the same key. */
export function same(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function having(key: string, bindings: Bindings): CommandId[] {
  return COMMAND_IDS.filter((id) => keysOf(id, bindings).some((each) => same(each, key)));
}

/** Other commands of the same scope that have a key: only one of them could be meant. */
export function conflicts(id: CommandId, key: string, bindings: Bindings): CommandId[] {
  const { scope } = COMMANDS[id];
  return having(key, bindings).filter((other) => other !== id && COMMANDS[other].scope === scope);
}

/** Commands of the scopes around that a key of this one hides, where this one counts. */
export function hides(id: CommandId, key: string, bindings: Bindings): CommandId[] {
  const outer = around(COMMANDS[id].scope);
  return having(key, bindings).filter((other) => outer.includes(COMMANDS[other].scope));
}

/** Commands of scopes within that hide a key of this one there. */
export function hiddenBy(id: CommandId, key: string, bindings: Bindings): CommandId[] {
  return having(key, bindings).filter((other) =>
    around(COMMANDS[other].scope).includes(COMMANDS[id].scope),
  );
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Enter: "⏎",
  Escape: "Esc",
  ContextMenu: "Menu",
};

/** A key as a person reads it: "Ctrl+⏎". */
export function shown(key: string, mac = navigator.userAgent.includes("Mac")): string {
  return key
    .split("+")
    .filter((part) => !(part === "Shift" && key.endsWith("?")))
    .map((part) => {
      if (part === "$mod") return mac ? "⌘" : "Ctrl";
      const letter = /^Key([A-Z])$/.exec(part)?.[1];
      return NAMES[part] ?? letter ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join("+");
}
