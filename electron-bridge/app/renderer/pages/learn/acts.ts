/** What can be done with a whole classifier: use a version, rename, remove, export, import. */
import { t } from "@lingui/core/macro";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { go } from "../../routes.js";
import { tell } from "../../ui/toast.js";
import { exactly, type Version } from "./classifiers.js";
import { keepSetup, type Setup } from "./setup.js";

export async function switchTo(
  name: string,
  { versionId }: Version,
): Promise<PageError | undefined> {
  const outcome = await call("models/switch", { name, versionId });
  if (!outcome.ok) return outcome.error;
  touch(["modelFiles"]);
  return undefined;
}

/** The setup goes with the name. */
export async function rename(
  name: string,
  to: string,
  setup: Setup,
): Promise<PageError | undefined> {
  const outcome = await call("heads/rename", { name, to });
  if (!outcome.ok) return outcome.error;
  await keepSetup(to, setup);
  touch(["modelFiles", "models", "detections"]);
  go("learn", { c: to });
  return undefined;
}

/** `version`: only this one, of several. */
export async function remove(
  name: string,
  version: Version | undefined,
): Promise<PageError | undefined> {
  const which = version === undefined ? {} : { version: version.versionId };
  const outcome = await call("heads/remove", { name, ...which });
  if (!outcome.ok) return outcome.error;
  touch(["modelFiles"]);
  if (outcome.value.inUse === null) go("learn");
  return undefined;
}

export async function exportClassifier(
  name: string,
  number: number,
): Promise<PageError | undefined> {
  const [picked] = await window.app.pick("export");
  if (picked === undefined) return undefined;
  const asked = { name: exactly(name, number), destination: picked.path };
  const outcome = await call("heads/export", asked);
  if (!outcome.ok) return outcome.error;
  const { path } = outcome.value;
  const file = path.split(/[\\/]/).at(-1) ?? path;
  tell({
    text: t`The classifier is in ${file}. It holds no sound, no label and no path.`,
    action: { text: t`Show in folder`, act: () => void window.app.showInFolder(path) },
  });
  return undefined;
}

export async function importClassifier(): Promise<PageError | undefined> {
  const [picked] = await window.app.pick("classifier");
  if (picked === undefined) return undefined;
  const outcome = await call("heads/import", { path: picked.path });
  if (!outcome.ok) return outcome.error;
  const { name, added, version } = outcome.value;
  const number = String(version.number);
  touch(["modelFiles"]);
  tell({
    text: !added
      ? t`${name} was here already. Nothing has changed.`
      : version.inUse
        ? t`${name} is here, and can be used.`
        : t`It came as version ${number} of ${name}. The version in use is the one before; choose it under Versions.`,
  });
  go("learn", { c: name });
  return undefined;
}
