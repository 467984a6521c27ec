/** What fields of the engine's rows are called on the screen. */
import { useLingui } from "@lingui/react/macro";

type Named =
  | "species"
  | "confidence"
  | "timeOfDay"
  | "sun"
  | "hoursFromSunrise"
  | "hoursFromSunset"
  | "date"
  | "site"
  | "survey"
  | "recorder"
  | "verified"
  | "verdictBy"
  | "model"
  | "runId"
  | "path"
  | "recordingId"
  | "deploymentId"
  | "siteId"
  | "week"
  | "month"
  | "hour";

export function useFieldNames(): Record<Named, string> {
  const { t } = useLingui();
  return {
    species: t`Species`,
    confidence: t`Score`,
    timeOfDay: t`Hour`,
    sun: t`Sun`,
    hoursFromSunrise: t`Hours from sunrise`,
    hoursFromSunset: t`Hours from sunset`,
    date: t`Date`,
    site: t`Site`,
    survey: t`Survey`,
    recorder: t`Recorder`,
    verified: t`Verdict`,
    verdictBy: t`Judged by`,
    model: t`Model`,
    runId: t`Run`,
    path: t`Recording`,
    recordingId: t`Recording`,
    deploymentId: t`Deployment`,
    siteId: t`Site`,
    week: t`Week`,
    month: t`Month`,
    hour: t`Hour`,
  };
}

/** The name of a field on the screen; one that the page does not know keeps its own. */
export function useFieldName(): (field: string) => string {
  const names: Partial<Record<string, string>> = useFieldNames();
  return (field) => names[field] ?? field;
}
