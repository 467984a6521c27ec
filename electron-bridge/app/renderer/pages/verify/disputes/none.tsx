/** No disagreement is shown: there is none, or none of this kind. */
import { useLingui } from "@lingui/react/macro";
import { Empty } from "../../../ui/empty.js";
import { type Shown, showOnly, toAgreement } from "./address.js";

interface NoneProps {
  /** So many the project has, of any kind. */
  all: number;
  shown: Shown;
}

export function NoDisputes({ all, shown }: NoneProps): React.JSX.Element {
  const { t } = useLingui();
  if (all === 0) {
    return (
      <Empty
        title={t`Nobody disagrees`}
        reason={t`A disagreement is a sound of which one person says Right and another Wrong. A second person judges here under another name, blind, or sends verdicts that are merged.`}
        action={{
          text: t`How far people agree`,
          act: () => {
            toAgreement();
          },
        }}
      />
    );
  }
  const action = {
    text: t`Show all disagreements`,
    act: () => {
      showOnly({ shown: "all", species: undefined });
    },
  };
  return shown === "open" ? (
    <Empty
      title={t`No disagreement is open`}
      reason={t`All that are shown by this filter are settled.`}
      action={action}
    />
  ) : (
    <Empty
      title={t`No disagreement passes the filter`}
      reason={t`Others are open, or of another species.`}
      action={action}
    />
  );
}
