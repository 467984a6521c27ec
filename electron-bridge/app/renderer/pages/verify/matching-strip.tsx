/** Above all that match: the filter, how far they are judged, and why they give no estimate. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Where } from "../../filters/given.js";
import { useFilterWords } from "../../filters/words.js";
import { count } from "../../i18n/format.js";
import type { Counts } from "../../judging/queue.js";
import { SpeciesName } from "../../species/name.js";
import { Said } from "../../ui/said.js";
import type { Items } from "./items.js";

interface MatchingStripProps {
  where: Where;
  /** Null while the name of the chosen clip may not be seen; undefined: none is chosen. */
  species: { species: string; common: string | null } | null | undefined;
  list: Items;
  /** Of the clips that are loaded. */
  counts: Counts;
}

export function MatchingStrip(props: MatchingStripProps): React.JSX.Element {
  const { where, species, list, counts } = props;
  const { t } = useLingui();
  const words = useFilterWords(species === null ? unseen(where) : where);
  const { unsure } = counts;
  const judged = count(counts.judged);
  const [loaded, shown] = [count(counts.members), count(list.total)];
  return (
    <section className="verify-strip" aria-label={t`What is judged here`}>
      <div className="strip-said">
        {species === null && (
          <span className="quiet">
            <Trans>name hidden</Trans>
          </span>
        )}
        {species != null && <SpeciesName {...species} isInline />}
        <span className="strip-withheld">
          <Trans>
            These clips were not drawn by chance, so they give no precision and no threshold. Draw a
            sample for that.
          </Trans>
        </span>
        <span className="quiet small">
          {Object.keys(where).length === 0 ? (
            <Trans>No filter: all detections</Trans>
          ) : (
            words.join(" · ")
          )}
        </span>
      </div>
      {counts.members > 0 && (
        <div className="strip-counts small">
          <Said as="span">
            {list.isExact ? <Trans>{shown} match</Trans> : <Trans>more than {shown} match</Trans>}
          </Said>
          <span className="quiet">
            <Trans>
              Of {loaded} loaded clips, {judged} are judged
            </Trans>
            {unsure > 0 && (
              <>
                {" · "}
                <Plural value={unsure} one="# unsure" other="# unsure" />
              </>
            )}
          </span>
        </div>
      )}
    </section>
  );
}

/** Filters that tell a blind judge what others say of the clips. */
const TOLD = new Set(["species", "speciesId", "common", "confidence", "verified", "verdictBy"]);

function unseen(where: Where): Where {
  return Object.fromEntries(Object.entries(where).filter(([name]) => !TOLD.has(name)));
}
