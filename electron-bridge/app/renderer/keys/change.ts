/** How keys of commands are changed: what the settings keep are only those that differ. */
import type { Settings } from "../../shared/settings.js";
import { keysOf } from "./bindings.js";
import { COMMANDS, type CommandId } from "./commands.js";

type Keys = Settings["keys"];

/** The keys with those of one command changed. */
export function withKeys(keys: Keys, id: CommandId, own: readonly string[]): Keys {
  const usual: readonly string[] = COMMANDS[id].keys;
  const same = own.length === usual.length && own.every((key, at) => key === usual[at]);
  const rest = Object.entries(keys).filter(([each]) => each !== id);
  return Object.fromEntries(same ? rest : [...rest, [id, [...own]]]);
}

/**
 * A command takes a key that others have: with "swap" the first of them gets the key that the
 * command gives up, and with "take" they go without.
 */
export function taking(
  keys: Keys,
  id: CommandId,
  key: string,
  others: readonly CommandId[],
  how: "swap" | "take",
): Keys {
  const [given] = keysOf(id, { keys });
  let next = withKeys(keys, id, [key]);
  others.forEach((other, at) => {
    const left = keysOf(other, { keys }).filter((each) => each.toLowerCase() !== key.toLowerCase());
    const more = how === "swap" && at === 0 && given !== undefined ? [given] : [];
    next = withKeys(next, other, [...left, ...more]);
  });
  return next;
}
