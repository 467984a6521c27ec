/** What can be done with a whole sample: grow, export, remove, and its paragraph for a paper. */
import { t } from "@lingui/core/macro";
import type { EstimatedSpecies } from "@linnet/electron-bridge/generated/contract.js";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { count } from "../../i18n/format.js";
import { go } from "../../routes.js";
import { tell } from "../../ui/toast.js";
import type { Sample } from "./samples.js";

/** So many clips of each species come with one growth. */
export const GROWTH = 50;

/** More clips of the same draw; those that are there stay. */
export async function grow({ name }: Sample): Promise<PageError | undefined> {
  const outcome = await call("samples/draw", { enlarge: name, n: GROWTH });
  if (!outcome.ok) return outcome.error;
  touch(["samples", "sampleItems"]);
  const added = count(outcome.value.added);
  tell({
    text:
      outcome.value.added === 0
        ? t`No clip is left to draw: the sample has them all.`
        : t`Clips added to the sample: ${added}.`,
  });
  return undefined;
}

/** What no file name may hold, on any system. */
const NO_NAME = /[\\/:*?"<>|]|^\.+/g;

export async function exportSample({ name }: Sample): Promise<PageError | undefined> {
  const [picked] = await window.app.pick("export");
  if (picked === undefined) return undefined;
  const file = `${name.replace(NO_NAME, "_").slice(0, 100)}.json`;
  const slash = picked.path.includes("\\") ? "\\" : "/";
  const path = `${picked.path}${picked.path.endsWith(slash) ? "" : slash}${file}`;
  const outcome = await call("samples/export", { name, path });
  if (!outcome.ok) return outcome.error;
  tell({
    text: t`The sample is in ${file}. A colleague with the same recordings can import it.`,
    action: {
      text: t`Show in folder`,
      act: () => void window.app.showInFolder(outcome.value.path),
    },
  });
  return undefined;
}

export async function remove({ sampleId }: Sample): Promise<PageError | undefined> {
  const outcome = await call("samples/remove", { sampleId });
  if (!outcome.ok) return outcome.error;
  touch(["samples", "sampleItems"]);
  go("verify");
  return undefined;
}

export async function copyMethods(species: readonly EstimatedSpecies[]): Promise<void> {
  await navigator.clipboard.writeText(species.map(({ methods }) => methods).join("\n\n"));
  tell({ text: t`The methods text is copied. It is in English.` });
}
