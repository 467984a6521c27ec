/** A day that cannot be read changes no filter, so the page says which days the plot shows. */
import { Trans, useLingui } from "@lingui/react/macro";
import { clock } from "../../i18n/format.js";
import type { Days } from "../../plots/columns.js";
import { Banner } from "../../ui/banner.js";

/** What is typed into a field of a day and is none; undefined where it can be read. */
export interface UnreadDays {
  first?: string | undefined;
  last?: string | undefined;
}

interface UnreadProps {
  unread: UnreadDays;
  days: Days;
}

export function Unread({ unread, days }: UnreadProps): React.JSX.Element | null {
  const shown = useDaysText()(days);
  const text = unread.first ?? unread.last;
  if (text === undefined) return null;
  return (
    <Banner tone="warn">
      <Trans>
        “{text}” is no date, so the plot does not follow it. The plot shows {shown}.
      </Trans>
    </Banner>
  );
}

function useDaysText(): (days: Days) => string {
  const { t } = useLingui();
  return ({ first, last }) => {
    const [from, to] = [clock(first ?? ""), clock(last ?? "")];
    if (first !== undefined && last !== undefined) return t`the days from ${from} to ${to}`;
    if (first !== undefined) return t`the days from ${from} on`;
    return last === undefined ? t`all days` : t`the days up to ${to}`;
  };
}
