/** How keys of commands are changed: what the settings keep are only those that differ. */
import type { Settings } from "../../shared/settings.js";
import { type Bindings, keysOf, same, usualKeysOf } from "./bindings.js";
import type { CommandId } from "./commands.js";

type Keys = Settings["keys"];

/** The keys with those of one command changed; as in the profile, they are not kept. */
export function withKeys({ keys, profile }: Bindings, id: CommandId, own: readonly string[]): Keys {
  const usual = usualKeysOf(id, profile);
  const isUsual = own.length === usual.length && own.every((key, at) => key === usual[at]);
  const rest = Object.entries(keys).filter(([each]) => each !== id);
  return Object.fromEntries(isUsual ? rest : [...rest, [id, [...own]]]);
}

/**
 * A command takes a key that others have: with "swap" the first of them gets the key that the
 * command gives up, and with "take" they go without.
 */
export function taking(
  bindings: Bindings,
  id: CommandId,
  key: string,
  others: readonly CommandId[],
  how: "swap" | "take",
): Keys {
  const { profile } = bindings;
  const [given] = keysOf(id, bindings);
  let keys = withKeys(bindings, id, [key]);
  others.forEach((other, at) => {
    const left = keysOf(other, bindings).filter((each) => !same(each, key));
    const more = how === "swap" && at === 0 && given !== undefined ? [given] : [];
    keys = withKeys({ keys, profile }, other, [...left, ...more]);
  });
  return keys;
}
