/** Changes places in the catalog, with news that offers to take the change back. */
import { plural, t } from "@lingui/core/macro";
import type { SetPlacesRequest } from "@linnet/electron-bridge/generated/contract.js";
import { call } from "../../data/call.js";
import { count } from "../../i18n/format.js";
import { tell } from "../../ui/toast.js";
import { failed, lastChange, made, undoLast, undoLatest } from "./undo.js";

/** Change sites or deployments; `what` says it: "Tapir-03 is elsewhere now". Answers its batch, if it is done. */
export async function changePlaces(
  request: Partial<SetPlacesRequest>,
  what: string,
): Promise<number | undefined> {
  const outcome = await call("places/set", request as SetPlacesRequest);
  if (!outcome.ok) {
    failed(outcome.error);
    return undefined;
  }
  const { batchId, starts } = outcome.value;
  if (batchId === null) return undefined;
  noteChange(batchId, what, starts);
  return batchId;
}

/** Say what was changed, and offer to undo it. */
export function noteChange(batchId: number, what: string, starts: number): void {
  made(batchId, what);
  const moved = starts === 0 ? "" : ` ${startsText(starts)}`;
  tell({ text: `${what}${moved}`, action: { text: t`Undo`, act: () => void undo() } });
}

function startsText(starts: number): string {
  const shown = count(starts);
  return plural(starts, {
    one: "# recording has another start now.",
    other: `${shown} recordings have another start now.`,
  });
}

/** Take back the latest step, which another window or a terminal made. */
export async function undoOther(): Promise<void> {
  const outcome = await undoLatest();
  if (!outcome.ok) return;
  const { starts } = outcome.value;
  const moved = starts === 0 ? "" : ` ${startsText(starts)}`;
  tell({
    text: `${t`The latest step of places was taken back.`}${moved}`,
    ...(lastChange() && { action: { text: t`Undo`, act: () => void undo() } }),
  });
}

/** Take back the last change that was made on this page. */
export async function undo(): Promise<void> {
  const change = lastChange();
  if (change === undefined) {
    tell({ text: t`Nothing was changed on this page that could be taken back.` });
    return;
  }
  const outcome = await undoLast(change);
  if (!outcome.ok) return;
  const { what } = change;
  const { starts } = outcome.value;
  const moved = starts === 0 ? "" : ` ${startsText(starts)}`;
  tell({ text: `${t`Taken back: ${what}`}${moved}` });
}
