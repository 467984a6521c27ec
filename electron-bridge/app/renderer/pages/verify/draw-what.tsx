/** Part of the dialog that draws: single clips or whole units, and how many of them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Radios } from "../../ui/check.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Select } from "../../ui/select.js";
import { type Draw, isRuleCut, NUMBERS, type Unit, UNITS } from "./draw.js";

interface DrawWhatProps {
  draw: Draw;
  /** A number that an earlier rule had. */
  number: number | undefined;
  change: (some: Partial<Draw>) => void;
}

/** The unit that is offered first: most recorders of owls and bats are asked for nights. */
const FIRST: Unit = "siteNight";

export function DrawWhat({ draw, number, change }: DrawWhatProps): React.JSX.Element {
  const { t } = useLingui();
  const { whole } = draw;
  return (
    <>
      <Radios
        label={t`What is drawn`}
        value={whole === null ? "clips" : "units"}
        choices={[
          { value: "clips", text: t`Single clips` },
          { value: "units", text: t`Whole units, such as nights` },
        ]}
        onChange={(what) => {
          change({ whole: what === "clips" ? null : FIRST });
        }}
      />
      {whole !== null && <Units draw={draw} unit={whole} change={change} />}
      <Radios
        label={whole === null ? t`Clips of each species` : t`Units of each species`}
        value={String(draw.n)}
        choices={[...new Set([...NUMBERS, number ?? draw.n])]
          .toSorted((one, other) => one - other)
          .map((each) => ({ value: String(each), text: String(each) }))}
        onChange={(n) => {
          change({ n: Number(n) });
        }}
      />
      <p className="quiet small">
        {whole === null ? (
          <Trans>30 give a first look, 100 a good number; 200 show that 95 of 100 are right.</Trans>
        ) : (
          <Trans>
            You judge the clips of a unit from its highest score down. The first right clip confirms
            the unit. A unit is wrong once all its clips are.
          </Trans>
        )}
        {whole === "siteNight" && <> {t`A night goes from noon to noon.`}</>}
      </p>
      {isRuleCut(draw) && (
        <p className="small">
          <Trans>
            Whole units take no limit of clips, no best scores and nothing below the lowest score.
            These parts of the rule are left out.
          </Trans>
        </p>
      )}
    </>
  );
}

interface UnitsProps extends Pick<DrawWhatProps, "draw" | "change"> {
  unit: Unit;
}

function Units({ draw, unit, change }: UnitsProps): React.JSX.Element {
  const { t } = useLingui();
  const names: Record<Unit, string> = {
    siteNight: t`Night at a site`,
    siteDay: t`Day at a site`,
    site: t`Site`,
    recording: t`Recording`,
  };
  return (
    <div className="draw-fields">
      <Select
        label={t`Unit`}
        value={unit}
        choices={UNITS.map((value) => ({ value, text: names[value] }))}
        onChange={(whole) => {
          change({ whole });
        }}
      />
      <DecimalField
        label={t`Most clips of a unit`}
        value={draw.unitClips}
        least={1}
        most={100}
        whole
        hint={t`Those of its highest scores.`}
        onChange={(unitClips) => {
          change({ unitClips: unitClips ?? draw.unitClips });
        }}
      />
    </div>
  );
}
