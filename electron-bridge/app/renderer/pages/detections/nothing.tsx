/** Why the table is empty: no recordings, no run yet, or filters; and what to do. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useAnswer, useRows } from "../../data/answer.js";
import { ask } from "../../data/call.js";
import { count } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { go } from "../../routes.js";
import { useCommonNames } from "../../species/names.js";
import { Empty } from "../../ui/empty.js";
import { Loading } from "../../ui/loading.js";
import { isFiltered, speciesOf, useFilterText } from "./filters.js";
import { type Filters, withFilter } from "./question.js";

function openRun(): void {
  go("run");
}

interface NothingProps {
  filters: Filters;
  onFilters: (fewer: Filters) => void;
}

export function Nothing({ filters, onFilters }: NothingProps): React.JSX.Element {
  const { t } = useLingui();
  const all = useRows({ select: "detections", limit: 1 });
  const runs = useRows({ select: "runs", limit: 1 });
  if (all.value === undefined || runs.value === undefined) return <Loading />;
  if (all.value.total > 0) return <Hidden filters={filters} onFilters={onFilters} />;
  return runs.value.total === 0 ? (
    <Empty
      title={t`Nothing was analysed yet`}
      reason={t`A run lets a model hear your recordings. Its detections come here while it goes on.`}
      action={{ text: t`Set up a run`, act: openRun }}
    />
  ) : (
    <Empty
      title={t`The runs found nothing`}
      reason={t`The result of each run on the page Run says why: threshold, place or silence.`}
      action={{ text: t`See the runs`, act: openRun }}
    />
  );
}

/** How many detections there would be without a filter. */
interface Lifted {
  field: string;
  total: number;
  exact: boolean;
}

/** Names the filters to lift, those that give the most first. */
function Hidden({ filters, onFilters }: Omit<NothingProps, "onRun">): React.JSX.Element {
  const { t } = useLingui();
  const textOf = useFilterText(useCommonNames(speciesOf("species", filters.species)));
  const fields = Object.keys(filters).filter(isFiltered);
  const { value } = useAnswer(`without ${JSON.stringify(filters)}`, async (signal) => {
    const found: Lifted[] = [];
    for (const field of fields) {
      const where = withFilter(filters, field, undefined);
      const outcome = await ask({ select: "detections", where, limit: 1 }, { signal });
      if (!outcome.ok) return outcome;
      found.push({ field, total: outcome.value.total, exact: outcome.value.totalExact });
    }
    return { ok: true, value: found.sort((one, other) => other.total - one.total) };
  });
  const helpful = (value ?? []).filter(({ total }) => total > 0);
  return (
    <section className="empty">
      <h2>
        <Trans>No detection passes these filters</Trans>
      </h2>
      {value !== undefined && helpful.length === 0 && (
        <p className="quiet">
          <Trans>Taking one of them away is not enough.</Trans>
        </p>
      )}
      <ul className="lift">
        {helpful.map(({ field, total, exact }) => {
          const filter = isFiltered(field) ? textOf(field, filters[field] ?? null) : field;
          const shown = count(total);
          return (
            <li key={field}>
              <span>
                {exact ? (
                  <Plural
                    value={total}
                    one={`Without “${filter}” there is # detection.`}
                    other={`Without “${filter}” there are # detections.`}
                  />
                ) : (
                  <Trans>
                    Without “{filter}” there are more than {shown} detections.
                  </Trans>
                )}
              </span>
              <Button
                aria-label={t`Take away: ${filter}`}
                onPress={() => {
                  onFilters(withFilter(filters, field, undefined));
                }}
              >
                <Trans>Take it away</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
      <Button
        variant={helpful.length === 0 ? "primary" : "plain"}
        onPress={() => {
          onFilters({});
        }}
      >
        {fields.length > 1 ? (
          <Trans>Take all filters away</Trans>
        ) : (
          <Trans>Take the filter away</Trans>
        )}
      </Button>
    </section>
  );
}
