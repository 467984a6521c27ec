/** What can be done with the chosen row: by keys, and by its menu, which has every one of them. */
import { useLingui } from "@lingui/react/macro";
import { useSettings } from "../../data/settings.js";
import { keysOf, shown } from "../../keys/bindings.js";
import { COMMANDS, type CommandId } from "../../keys/commands.js";
import { type Handlers, useCommands } from "../../keys/scopes.js";
import type { Action } from "../../ui/menu.js";

/** Commands of the row, in the order of its menu. */
const OF_ROW = [
  "detections.play",
  "detections.right",
  "detections.wrong",
  "detections.unsure",
  "detections.clear",
  "detections.species",
  "detections.note",
  "detections.details",
  "detections.similar",
  "detections.label",
] as const satisfies CommandId[];

type OfRow = (typeof OF_ROW)[number];

/** Make these live, and give them as a menu. Each answers false where there is no row. */
export function useRowActions(
  acts: Record<OfRow, () => unknown>,
  isMissing: boolean,
): readonly Action[] {
  const { t, i18n } = useLingui();
  const { settings } = useSettings();
  useCommands(acts satisfies Handlers);
  return OF_ROW.map((id) => ({
    id,
    text: i18n._(COMMANDS[id].label),
    key: keysOf(id, settings)
      .map((key) => shown(key))
      .join(" "),
    off: isMissing && id === "detections.play" ? t`The recording was not found.` : undefined,
    act: () => void acts[id](),
  }));
}
