/** Sun and moon at a detection. They are asked for it alone: few rows are looked at so closely. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { DetectionRow } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { ask } from "../../data/call.js";
import { hours, percent } from "../../i18n/format.js";
import { Failure } from "../../ui/failure.js";
import { useSunWords } from "../../ui/sun-words.js";
import { Fact } from "./fact.js";

const FIELDS = ["hoursFromSunrise", "hoursFromSunset", "sun", "moonIlluminated"] as const;

type AtSun = Pick<DetectionRow, (typeof FIELDS)[number]>;

export function SunFacts({ detectionId }: { detectionId: number }): React.JSX.Element | null {
  const { t } = useLingui();
  const { value, error } = useAnswer(
    `sun ${String(detectionId)}`,
    (signal) =>
      ask({ select: "detections", where: { detectionId }, fields: FIELDS, limit: 1 }, { signal }),
    ["recordings"],
  );
  if (error !== undefined) return <Failure error={error} />;
  const [row] = value?.rows ?? [];
  if (row === undefined) return null;
  return (
    <>
      <Fact name={t`Sun`}>
        <SunText row={row} />
      </Fact>
      <Fact name={t`Moon`}>
        <MoonText lit={row.moonIlluminated} />
      </Fact>
    </>
  );
}

function SunText({ row }: { row: AtSun }): React.JSX.Element {
  const words = useSunWords();
  const { sun, hoursFromSunrise: rise, hoursFromSunset: set } = row;
  if (sun === null) {
    return <Trans>unknown: it takes a place, and the clock's offset from UTC</Trans>;
  }
  const light = words[sun];
  const isRise = Math.abs(rise ?? Infinity) <= Math.abs(set ?? Infinity);
  const from = isRise ? rise : set;
  if (from === null) return <Trans>{light}; no sunrise near this day</Trans>;
  const time = hours(Math.abs(from));
  if (isRise && from < 0)
    return (
      <Trans>
        {light}, {time} before sunrise
      </Trans>
    );
  if (isRise)
    return (
      <Trans>
        {light}, {time} after sunrise
      </Trans>
    );
  if (from < 0)
    return (
      <Trans>
        {light}, {time} before sunset
      </Trans>
    );
  return (
    <Trans>
      {light}, {time} after sunset
    </Trans>
  );
}

function MoonText({ lit }: { lit: number | null }): React.JSX.Element {
  if (lit === null) return <Trans>unknown: it takes the clock's offset from UTC</Trans>;
  const share = percent(lit);
  return <Trans>{share} lit, whether it is up or not</Trans>;
}
