/** Why there is nothing to export: no run yet, filters that hide all, no verdicts, no labels. */
import { useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { go, keep } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import { Loading } from "../../ui/loading.js";
import type { Kind, Where } from "./setup.js";

interface NothingProps {
  kind: Kind;
  given: Where;
  onKind: (kind: Kind) => void;
}

export function Nothing({ kind, given, onKind }: NothingProps): React.JSX.Element {
  const { t } = useLingui();
  const heard = useRows({ select: "detections", where: given, limit: 1 });
  const all = useRows({ select: "detections", limit: 1 });
  if (heard.value === undefined || all.value === undefined) return <Loading />;
  const asHeard = {
    text: t`Export them as heard`,
    act: () => {
      onKind("heard");
    },
  };
  const isFiltered = Object.keys(given).length > 0;
  if (kind !== "heard" && heard.value.total > 0) {
    return kind === "right" ? (
      <Empty
        title={t`No detection here was found right`}
        reason={t`A person says so in the table of Detections, with the verdict Right.`}
        action={asHeard}
      />
    ) : (
      <Empty
        title={t`There are no labels of people here`}
        reason={t`Verdicts in Detections make labels, and so do imported label files.`}
        action={asHeard}
      />
    );
  }
  if (isFiltered && (all.value.total > 0 || kind === "labels")) {
    return (
      <Empty
        title={t`Nothing passes these filters`}
        reason={t`The project has detections, but the filters hide all of them.`}
        action={{
          text: t`Export all`,
          act: () => {
            keep({ where: undefined, view: undefined }, { replace: false });
          },
        }}
      />
    );
  }
  return (
    <Empty
      title={t`There is nothing to export yet`}
      reason={t`A run lets a model hear your recordings. What it hears can be exported.`}
      action={{
        text: t`Set up a run`,
        act: () => {
          go("run");
        },
      }}
    />
  );
}
