/** A species that no model heard: it is only in labels of people, or not in the project at all. */
import { useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { count } from "../../i18n/format.js";
import { go } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import { Loading } from "../../ui/loading.js";

export function NotHeard({ species }: { species: string }): React.JSX.Element {
  const { t } = useLingui();
  const where = { species: [species] };
  const { value } = useRows({ select: "counts", of: "labels", where });
  if (value === undefined) return <Loading />;
  const labels = value.rows[0]?.labels ?? 0;
  const shown = count(labels);
  const action = {
    text: t`All species`,
    act: () => {
      go("species");
    },
  };
  return labels > 0 ? (
    <Empty
      title={t`Only people have found it`}
      reason={t`Labels of this species: ${shown}. No model has heard it, so there are no clips, hours or scores to show.`}
      action={action}
    />
  ) : (
    <Empty
      title={t`It was not heard in this project`}
      reason={t`No model has heard it, and no label names it.`}
      action={action}
    />
  );
}
