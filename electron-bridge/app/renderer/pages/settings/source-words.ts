/** What gave a setting of the engine its value, in words. */
import { useLingui } from "@lingui/react/macro";
import type { ShowSettingsResult } from "@linnet/electron-bridge/generated/contract.js";

type Source = ShowSettingsResult["settings"][number]["source"];

export function useSourceWords(): (source: Source, place: string | null) => string {
  const { t } = useLingui();
  return (source, place) => {
    const [, file, line] = /^(.*), line (\d+)$/.exec(place ?? "") ?? [];
    const from = file ?? place ?? "";
    const words: Record<Source, string> = {
      default: t`as usual`,
      profile: t`from the profile ${from}`,
      file: line === undefined ? t`from the file ${from}` : t`from the file ${from}, line ${line}`,
      variable: t`from the variable ${from}`,
      flag: t`from the start of the program`,
    };
    return words[source];
  };
}
