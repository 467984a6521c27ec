/** No species is chosen yet: those that are heard most are offered. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { count } from "../../i18n/format.js";
import { go } from "../../routes.js";
import { SpeciesName } from "../../species/name.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";

const OFFERED = 8;

export function NoSpecies({ onAdd }: { onAdd: (species: string) => void }): React.JSX.Element {
  const { t } = useLingui();
  const { value, error } = useAnswer(
    "heard most",
    (signal) => call("names/search", { text: "", limit: OFFERED, inCatalog: true }, { signal }),
    ["species"],
  );
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  const heard = value.names.filter(({ detections }) => detections > 0);
  if (heard.length === 0) {
    return (
      <Empty
        title={t`No species was heard yet`}
        reason={t`A run lets a model hear your recordings. Then this page shows at which hours and on which days.`}
        action={{
          text: t`Set up a run`,
          act: () => {
            go("run");
          },
        }}
      />
    );
  }
  return (
    <section className="empty">
      <h2>
        <Trans>Of which species?</Trans>
      </h2>
      <p className="quiet">
        <Trans>These were heard most. The field above finds all others.</Trans>
      </p>
      <ul className="activity-offered">
        {heard.map(({ species, common, detections }) => (
          <li key={species}>
            <Button
              onPress={() => {
                onAdd(species);
              }}
            >
              <SpeciesName species={species} common={common} isInline />{" "}
              <span className="quiet small">{count(detections)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
