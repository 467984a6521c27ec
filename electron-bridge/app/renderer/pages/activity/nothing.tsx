/** Why there is no plot: nothing was recorded, nothing has a date, or no model listened. */
import { useLingui } from "@lingui/react/macro";
import { clock } from "../../i18n/format.js";
import { go } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import type { Counted } from "./counted.js";
import type { Filters } from "./filters.js";

type Kind = "reversed" | "unrecorded" | "hidden" | "undated" | "unanalysed";

export function nothingOf({ days, within, undated, analysed }: Counted): Kind | undefined {
  if (days !== undefined) return analysed > 0 ? undefined : "unanalysed";
  if (within.first !== undefined || within.last !== undefined) return "hidden";
  return undated.recordings > 0 ? "undated" : "unrecorded";
}

interface NothingProps {
  kind: Kind;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function Nothing({ kind, filters, onChange }: NothingProps): React.JSX.Element {
  const { t } = useLingui();
  const run = {
    text: t`Set up a run`,
    act: () => {
      go("run");
    },
  };
  const { first = "", last = "" } = filters.days;
  if (kind === "reversed") {
    const [from, to] = [clock(first), clock(last)];
    return (
      <Empty
        title={t`The dates are the wrong way round`}
        reason={t`The plot would begin on ${from}, after it ends on ${to}.`}
        action={{
          text: t`Swap the dates`,
          act: () => {
            onChange({ ...filters, days: { first: last, last: first } });
          },
        }}
      />
    );
  }
  if (kind === "unanalysed") {
    return (
      <Empty
        title={t`No model has listened here yet`}
        reason={t`There are recordings, but none of them was analysed. A run lets a model hear them.`}
        action={run}
      />
    );
  }
  if (kind === "undated") {
    return (
      <Empty
        title={t`The recordings have no dates`}
        reason={t`Without a start, nobody knows the hour of a detection. Give the recordings their start on the page Recordings.`}
        action={{
          text: t`Go to Recordings`,
          act: () => {
            go("recordings", { view: "table", f: "undated" });
          },
        }}
      />
    );
  }
  if (kind === "unrecorded" && filters.site === undefined) {
    return (
      <Empty
        title={t`Nothing was recorded yet`}
        reason={t`The project has no recordings. A run adds those of a folder.`}
        action={run}
      />
    );
  }
  return (
    <Empty
      title={t`Nothing was recorded here`}
      reason={t`At this site and on these days, the project has no recordings.`}
      action={{
        text: t`All sites and days`,
        act: () => {
          onChange({
            ...filters,
            site: undefined,
            survey: undefined,
            days: { first: undefined, last: undefined },
          });
        },
      }}
    />
  );
}
