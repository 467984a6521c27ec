/** Keys that come from a file: what of them counts, and what does not and why. */
import { type Bindings, conflicts, keysOf, same, usualKeysOf } from "./bindings.js";
import { COMMAND_IDS, type CommandId, isFixed } from "./commands.js";
import { withKeys } from "./change.js";
import { isTaken } from "./pressed.js";

export type KeyTrouble =
  /** No command of this version. */
  | { kind: "unknown"; name: string }
  /** Its keys cannot be changed. */
  | { kind: "fixed"; id: CommandId }
  /** A key of the system or of text. */
  | { kind: "taken"; id: CommandId; key: string }
  /** Another command of the same place has it, and keeps it. */
  | { kind: "conflict"; id: CommandId; key: string; other: CommandId };

/** The keys of a file as they would act here. */
export function imported(found: Bindings): { keys: Bindings["keys"]; troubles: KeyTrouble[] } {
  const { profile } = found;
  const troubles: KeyTrouble[] = [];
  let keys: Bindings["keys"] = {};
  for (const [name, own] of Object.entries(found.keys)) {
    const id = COMMAND_IDS.find((each) => each === name);
    if (id === undefined) troubles.push({ kind: "unknown", name });
    else if (isFixed(id)) troubles.push({ kind: "fixed", id });
    else {
      const free = own.filter((key) => !isTaken(key) || usualKeysOf(id, profile).includes(key));
      const lost = own.filter((key) => !free.includes(key));
      troubles.push(...lost.map((key) => ({ kind: "taken" as const, id, key })));
      keys = withKeys({ keys, profile }, id, free);
    }
  }
  // The command that comes first in the table keeps a key that two of one place would have.
  for (const [at, id] of COMMAND_IDS.entries()) {
    for (const key of keysOf(id, { keys, profile })) {
      const before = conflicts(id, key, { keys, profile });
      const other = before.find((each) => isFixed(each) || COMMAND_IDS.indexOf(each) < at);
      if (other === undefined || isFixed(id)) continue;
      troubles.push({ kind: "conflict", id, key, other });
      const left = keysOf(id, { keys, profile }).filter((each) => !same(each, key));
      keys = withKeys({ keys, profile }, id, left);
    }
  }
  return { keys, troubles };
}

/** Commands whose keys are others than before. */
export function changedKeys(before: Bindings, after: Bindings): CommandId[] {
  return COMMAND_IDS.filter((id) => keysOf(id, before).join(" ") !== keysOf(id, after).join(" "));
}
