/** The names of the places where keys count. */
import { useLingui } from "@lingui/react/macro";
import type { Scope } from "./commands.js";

export function useScopeNames(): Record<Scope, string> {
  const { t } = useLingui();
  return {
    app: t`Everywhere`,
    recordings: t`Recordings`,
    "recordings-list": t`List of recordings`,
    "recordings-import": t`Import of recordings`,
    map: t`Map`,
    run: t`Run`,
    detections: t`Detections`,
    grid: t`Table of detections`,
    species: t`Species`,
    activity: t`Activity`,
    plot: t`Plot`,
    label: t`Label`,
    sounds: t`Spectrogram of a recording`,
    verify: t`Verify`,
    tiles: t`Clips of a sample`,
    learn: t`Learn`,
    models: t`Models`,
    export: t`Export`,
    settings: t`Settings`,
    "first-run": t`First steps`,
  };
}
