/** What the further columns of a table hold, in words. */
import { useLingui } from "@lingui/react/macro";
import type { COLUMNS } from "./setup.js";

export function useColumnNames(): Record<(typeof COLUMNS)[number], string> {
  const { t } = useLingui();
  return {
    heardAt: t`Date and time`,
    date: t`Date`,
    time: t`Time`,
    utcOffset: t`Offset of the clock from UTC`,
    site: t`Site`,
    survey: t`Survey`,
    recorder: t`Recorder`,
    latitude: t`Latitude of the recording`,
    longitude: t`Longitude of the recording`,
    verified: t`Verdict`,
    labeler: t`Judged by`,
    model: t`Model`,
    min_conf: t`Threshold of the run`,
    overlap: t`Overlap of the run`,
    sensitivity: t`Sensitivity of the run`,
    lat: t`Latitude of the place filter`,
    lon: t`Longitude of the place filter`,
    week: t`Week of the place filter`,
    species_list: t`Length of the species list`,
    channel: t`Channel`,
  };
}
