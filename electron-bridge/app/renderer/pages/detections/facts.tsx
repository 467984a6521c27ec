/** What is known of a detection, and where it comes from. */
import { Trans, useLingui } from "@lingui/react/macro";
import { clock, percent, position, score } from "../../i18n/format.js";
import { inUtc } from "../../i18n/heard.js";
import { Path } from "../../ui/path.js";
import { Fact } from "./fact.js";
import type { Detection } from "./rows.js";
import { SunFacts } from "./sun.js";

export function Facts({ row }: { row: Detection }): React.JSX.Element {
  const { t } = useLingui();
  const { start, end, heardAt, utcOffset, occurrence, lowHz, highHz, runId } = row;
  const none = t`unknown`;
  const offset = utcOffset ?? none;
  const utc = heardAt === null ? undefined : inUtc(heardAt, utcOffset);
  const note = row.comment ?? "";
  const [low, high] = [lowHz, highHz].map((hz) => hz !== null && String(hz / 1000));
  const place = [row.survey, row.site, row.recorder].filter((each) => each !== null).join(" · ");
  return (
    <dl className="facts small">
      <Fact name={t`Heard at`}>
        {heardAt === null ? none : clock(heardAt)}{" "}
        <span className="quiet">
          <Trans>recorder's clock; offset from UTC: {offset}</Trans>
        </span>
      </Fact>
      {utc !== undefined && <Fact name={t`In UTC`}>{clock(utc)}</Fact>}
      <Fact name={t`In the recording`}>
        {position(start)} – {position(end)}
        {low !== false && high !== false && (
          <Trans>
            , {low}–{high} kHz
          </Trans>
        )}
      </Fact>
      <Fact name={t`Recording`}>
        <Path path={row.path} />
      </Fact>
      {place !== "" && <Fact name={t`Place`}>{place}</Fact>}
      <Fact name={t`Score`}>
        {score(row.confidence)}{" "}
        <span className="quiet">
          <Trans>orders detections; is no probability</Trans>
        </span>
      </Fact>
      <Fact name={t`Expected here`}>
        {occurrence === null ? t`not asked, or unknown to the range model` : percent(occurrence)}
      </Fact>
      <Fact name={t`Model`}>
        {row.model}, <Trans>run {runId}</Trans>
      </Fact>
      {note !== "" && <Fact name={t`Note`}>{note}</Fact>}
      {/* Last, so that what was there keeps its place when their answer comes. */}
      <SunFacts detectionId={row.detectionId} />
    </dl>
  );
}
