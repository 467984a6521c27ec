/** What of a file of settings does not count here, each in a sentence. */
import { useLingui } from "@lingui/react/macro";
import { shown } from "../../keys/bindings.js";
import { COMMANDS, type CommandId } from "../../keys/commands.js";
import type { KeyTrouble } from "../../keys/imported.js";

export function useTroubleWords(troubles: readonly KeyTrouble[]): string[] {
  const { t, i18n } = useLingui();
  const nameOf = (id: CommandId): string => i18n._(COMMANDS[id].label);
  return troubles.map((trouble) => {
    if (trouble.kind === "unknown") {
      const { name } = trouble;
      return t`This version of Linnet has no “${name}”.`;
    }
    const name = nameOf(trouble.id);
    if (trouble.kind === "fixed") return t`The keys of “${name}” cannot be changed.`;
    const key = shown(trouble.key);
    if (trouble.kind === "taken") {
      return t`${key} for “${name}” is a key of the system or of text.`;
    }
    const other = nameOf(trouble.other);
    return t`${key} stands for “${other}” and for “${name}”. The first one keeps it.`;
  });
}
