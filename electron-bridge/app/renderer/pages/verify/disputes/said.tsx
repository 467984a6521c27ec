/** Beside the clips: what people said of the chosen one, when and why, and what settled it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSettings } from "../../../data/settings.js";
import { verdictOf } from "../../../data/verdict.js";
import { moment } from "../../../i18n/format.js";
import { heardAt } from "../../../i18n/heard.js";
import { timeOf } from "../../../judging/sounds.js";
import { SpeciesName } from "../../../species/name.js";
import { Verdict } from "../../../ui/verdict.js";
import type { Item } from "../items.js";

export function PeopleSaid({ item }: { item: Item }): React.JSX.Element {
  const { t } = useLingui();
  const times = useSettings(({ settings }) => settings.times);
  const { species, common, site, people = [], settled } = item;
  // A verdict that was just given is newer than what was read.
  const known =
    settled?.as === item.verified && settled.by === item.verdictBy ? settled : undefined;
  return (
    <aside className="dispute-said" aria-label={t`What people said of the chosen clip`}>
      <h2>
        <SpeciesName {...{ species, common }} />
      </h2>
      <p className="quiet small">
        {site ?? t`no site`} · {heardAt(timeOf(item), times)}
      </p>
      <ul className="said-list">
        {people.map((each) => (
          <Word key={each.labeler + String(each.saidAt)} {...each} />
        ))}
      </ul>
      <h3>
        <Trans>Settled</Trans>
      </h3>
      {item.state === "judged" ? (
        <ul className="said-list">
          <Word
            verified={item.verified}
            labeler={item.verdictBy ?? ""}
            saidAt={known?.at ?? null}
            comment={known?.comment ?? null}
          />
        </ul>
      ) : (
        <p className="quiet small">
          <Trans>
            Not yet. Your verdict settles it: it counts in place of these, and is nobody's further
            opinion.
          </Trans>
        </p>
      )}
    </aside>
  );
}

type WordProps = Pick<Item, "verified"> & {
  labeler: string;
  saidAt: string | null;
  comment: string | null;
};

function Word({ verified, labeler, saidAt, comment }: WordProps): React.JSX.Element {
  return (
    <li>
      <Verdict verdict={verdictOf({ verified })} by={null} correctedTo={null} />
      <span className="grow">{labeler}</span>
      {saidAt !== null && <span className="dispute-when quiet small">{whenSaid(saidAt)}</span>}
      {comment !== null && <p className="dispute-note small">{comment}</p>}
    </li>
  );
}

/** Another program may have written any text. */
function whenSaid(at: string): string {
  return Number.isNaN(Date.parse(at)) ? at : moment(at);
}
