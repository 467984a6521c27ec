/** What a draw would bring: bands of scores with their windows and clips, and what is left out. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { DrawnSpecies, DrawSampleResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { confidence } from "../../estimates/numbers.js";
import { count } from "../../i18n/format.js";
import { unitsSaid } from "../../estimates/precision.js";
import { Notes } from "../../notes/notes.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { DrawRefused } from "./draw-refused.js";
import type { Unit } from "./draw.js";

interface PlanProps {
  plan: Answer<DrawSampleResult>;
  species: readonly string[];
}

export function Plan({ plan, species }: PlanProps): React.JSX.Element {
  const { value, error, waiting } = plan;
  if (error !== undefined) return <DrawRefused error={error} species={species} />;
  if (value === undefined) return <Loading />;
  const seed = String(value.seed);
  return (
    <div className="draw-plan" aria-busy={waiting}>
      {value.species.map((each) => (
        <Strata
          key={each.species}
          of={each}
          unit={value.drawnUnit}
          isNamed={value.species.length > 1}
        />
      ))}
      {value.drawnUnit !== null && (
        <p>
          <Plural
            value={value.added}
            one="# clip to judge at most: a unit ends with its first right clip."
            other="# clips to judge at most: a unit ends with its first right clip."
          />
        </p>
      )}
      <p className="quiet small">
        {value.seedFrom === "name" ? (
          <Trans>Seed {seed}, from the name: the same name draws the same clips.</Trans>
        ) : (
          <Trans>Seed {seed}: it draws the same clips on every computer.</Trans>
        )}
      </p>
      <Notes notes={value.notes} />
    </div>
  );
}

interface StrataProps {
  of: DrawnSpecies;
  /** What is drawn whole; null: single clips. */
  unit: Unit | null;
  isNamed: boolean;
}

function Strata({ of, unit, isNamed }: StrataProps): React.JSX.Element {
  const { t } = useLingui();
  const { species, strata, n, windows, belowFloor, copies, silent } = of;
  const [clips, all] = [count(n), count(windows)];
  const units = unit === null ? "" : unitsSaid(unit);
  return (
    <section>
      <Said as="span">
        {isNamed && (
          <>
            <i>{species}</i>:{" "}
          </>
        )}
        {unit === null ? (
          <Trans>
            {clips} clips of {all} detections
          </Trans>
        ) : (
          <Trans>
            {clips} of {all} {units} with a detection
          </Trans>
        )}
      </Said>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{unit === null ? t`Score` : t`Highest score`}</th>
            <th scope="col" className="number">
              {unit === null ? t`Detections` : t`Units`}
            </th>
            <th scope="col" className="number">
              {unit === null ? t`Clips drawn` : t`Units drawn`}
            </th>
          </tr>
        </thead>
        <tbody>
          {strata.map((each) => (
            <tr key={`${String(each.band)} ${String(each.stratum)}`}>
              <th scope="row">
                {confidence(each.low ?? 0)} – {confidence(each.high ?? 1)}
                {each.stratum !== null && ` · ${each.stratum}`}
              </th>
              <td className="number">{count(each.windows)}</td>
              <td className="number">{count(each.n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        {belowFloor !== null && belowFloor > 0 && (
          <>
            <Plural
              value={belowFloor}
              one="# detection lies below the lowest score."
              other="# detections lie below the lowest score."
            />{" "}
          </>
        )}
        {copies !== null && copies > 0 && (
          <>
            <Plural
              value={copies}
              one="# lies in the copy of a recording."
              other="# lie in copies of recordings."
            />{" "}
          </>
        )}
        {silent > 0 && (
          <Plural value={silent} one="# is without sound." other="# are without sound." />
        )}
      </p>
    </section>
  );
}
