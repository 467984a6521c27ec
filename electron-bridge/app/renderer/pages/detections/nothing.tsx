/** Why the table is empty: no recordings, no run yet, or filters; and what to do. */
import { useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { Empty } from "../../ui/empty.js";
import { Loading } from "../../ui/loading.js";
import type { Filters } from "./question.js";

interface NothingProps {
  filters: Filters;
  onFilters: (fewer: Filters) => void;
  onRun: () => void;
}

export function Nothing({ filters, onFilters, onRun }: NothingProps): React.JSX.Element {
  const { t } = useLingui();
  const all = useRows({ select: "detections", limit: 1 }, ["detections"]);
  const runs = useRows({ select: "runs", limit: 1 }, ["runs"]);
  if (all.value === undefined || runs.value === undefined) return <Loading />;
  if (all.value.total > 0) {
    const number = Object.keys(filters).length;
    return (
      <Empty
        title={t`No detection passes these filters`}
        reason={t`${number} filters are on. Without them there are detections.`}
        action={{
          text: t`Take the filters away`,
          act: () => {
            onFilters({});
          },
        }}
      />
    );
  }
  return runs.value.total === 0 ? (
    <Empty
      title={t`Nothing was analysed yet`}
      reason={t`A run lets a model hear your recordings. Its detections come here while it goes on.`}
      action={{ text: t`Set up a run`, act: onRun }}
    />
  ) : (
    <Empty
      title={t`The runs found nothing`}
      reason={t`The result of each run on the page Run says why: threshold, place or silence.`}
      action={{ text: t`See the runs`, act: onRun }}
    />
  );
}
