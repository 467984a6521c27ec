/** Above the clips: how many disagreements are settled, and how far the two agree who judged most. */
import { Plural, useLingui } from "@lingui/react/macro";
import { count } from "../../../i18n/format.js";
import type { Counts } from "../../../judging/queue.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import { agreementSaid, type Pair, useAgreement } from "./agreed.js";

interface StripProps {
  counts: Counts;
  /** One species, or all. */
  species: string | undefined;
}

export function DisputesStrip({ counts, species }: StripProps): React.JSX.Element {
  const { t } = useLingui();
  const { value } = useAgreement();
  const of = value?.pairs.filter((each) => each.species === (species ?? null)) ?? [];
  const { members, judged, waiting } = counts;
  const [settled, all] = [count(judged), count(members)];
  return (
    <section className="verify-strip" aria-label={t`How far people agree`}>
      <div className="strip-said">
        {of[0] !== undefined && <First pair={of[0]} others={of.length - 1} />}
      </div>
      <div className="strip-counts small">
        <Progress
          label={t`Settled`}
          share={members === 0 ? 0 : judged / members}
          text={t`${settled} of ${all} settled`}
        />
        <Said as="span" className="quiet">
          <Plural
            value={waiting}
            _0="All disagreements are settled."
            one="# disagreement is open."
            other="# disagreements are open."
          />
        </Said>
      </div>
    </section>
  );
}

function First({ pair, others }: { pair: Pair; others: number }): React.JSX.Element {
  const { first, second } = pair;
  const { t } = useLingui();
  return (
    <>
      <b>{t`${first} and ${second}`}</b>
      <span>{agreementSaid(pair)}</span>
      {others > 0 && (
        <span className="quiet small">
          <Plural
            value={others}
            one="and # more pair of people"
            other="and # more pairs of people"
          />
        </span>
      )}
    </>
  );
}
