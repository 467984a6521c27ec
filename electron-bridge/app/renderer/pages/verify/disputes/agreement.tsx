/** How far each two people agree on what both judged: by species, with limits or the reason for none. */
import { Trans, useLingui } from "@lingui/react/macro";
import { count } from "../../../i18n/format.js";
import { exactly } from "../../../estimates/numbers.js";
import { withheldSaid } from "../../../estimates/withheld.js";
import { KeyName } from "../../../keys/key-name.js";
import { useCommands } from "../../../keys/scopes.js";
import { SpeciesName } from "../../../species/name.js";
import { Button } from "../../../ui/button.js";
import { Empty } from "../../../ui/empty.js";
import { Failure } from "../../../ui/failure.js";
import { Loading } from "../../../ui/loading.js";
import { toDisputes, toList } from "./address.js";
import { BackButton } from "../back-button.js";
import { coefficientSaid, LEVEL, type Pair, pairsOf, useAgreement } from "./agreed.js";

export function Agreement({ species }: { species: string | undefined }): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again } = useAgreement();
  const clips = (): void => {
    toDisputes(species);
  };
  useCommands({ "verify.list": toList, "verify.disagreements": clips });
  const pairs = pairsOf(value?.pairs ?? [], species);
  return (
    <>
      <header className="page-head">
        <BackButton to={t`Back to all samples`} onPress={toList} />
        <h1>
          <Trans>How far people agree</Trans>
        </h1>
        <span className="grow" />
        <Button onPress={clips}>
          <Trans>Disagreements</Trans> <KeyName of="verify.disagreements" />
        </Button>
      </header>
      <div className="page-body">
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: again }} />
        )}
        {value === undefined && error === undefined && <Loading />}
        {value !== undefined && pairs.length === 0 && (
          <Empty
            title={t`No two people have judged the same`}
            reason={t`A second person judges the same sample under another name and blind, or sends verdicts that are merged.`}
            action={{ text: t`All samples`, act: toList }}
          />
        )}
        {pairs.length > 0 && <PairTable pairs={pairs} />}
      </div>
    </>
  );
}

function PairTable({ pairs }: { pairs: readonly Pair[][] }): React.JSX.Element {
  const { t } = useLingui();
  const level = exactly(LEVEL);
  return (
    <>
      <div className="table-area">
        <table className="plain-table wide agreement">
          <thead>
            <tr>
              <th scope="col">{t`People`}</th>
              <th scope="col">{t`Species`}</th>
              <th scope="col" className="number">{t`Both judged`}</th>
              <th scope="col" className="number">{t`Equal answers`}</th>
              <th scope="col" className="agreement-number">{t`AC1 (${level})`}</th>
              <th scope="col">{t`Kappa (${level})`}</th>
            </tr>
          </thead>
          {pairs.map((rows) => (
            <tbody key={`${String(rows[0]?.first)} ${String(rows[0]?.second)}`}>
              {rows.map((row, at) => (
                <Row key={row.species ?? ""} row={row} isFirst={at === 0} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <p className="quiet small agreement-words">
        <Trans>
          AC1 and kappa are the agreement beyond luck: 1 is full agreement, 0 is luck alone. Where
          nearly all answers are alike, kappa falls though people agree: trust AC1 there. All
          species together can seem to agree more than each alone, so compare people by species. The
          numbers mean something only where neither person knew the other's answers.
        </Trans>
      </p>
    </>
  );
}

function Row({ row, isFirst }: { row: Pair; isFirst: boolean }): React.JSX.Element {
  const { t } = useLingui();
  const { first, second, species, common, raw, ac1, kappa, withheld } = row;
  const why = withheld === null ? undefined : withheldSaid(withheld);
  const people = t`${first} and ${second}`;
  return (
    <tr>
      <th scope="row">{isFirst ? people : <span className="unseen">{people}</span>}</th>
      <td>
        {species === null ? t`all species` : <SpeciesName {...{ species, common }} isInline />}
      </td>
      <td className="number">
        {count(row.both)}
        <UnsureWords row={row} />
      </td>
      {raw === null || ac1 === null || kappa === null ? (
        <td colSpan={3} className="quiet">
          {why}
        </td>
      ) : (
        <>
          <td className="number">{exactly(raw)}</td>
          <td className="agreement-number">{coefficientSaid(ac1)}</td>
          <td>
            {coefficientSaid(kappa)}
            {why !== undefined && <span className="quiet small agreement-why">{why}</span>}
          </td>
        </>
      )}
    </tr>
  );
}

/** What became of the clips of which one of the two was unsure. */
function UnsureWords({ row }: { row: Pair }): React.JSX.Element | null {
  const { t } = useLingui();
  const left = row.both - row.clips;
  const number = count(left);
  if (row.unsureCounts) {
    return <span className="quiet small agreement-why">{t`Unsure is an answer too`}</span>;
  }
  if (left === 0) return null;
  return <span className="quiet small agreement-why">{t`${number} unsure, left out`}</span>;
}
