/** The head of the page: how many match, how many are marked, and how they are shown. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { count } from "../../i18n/format.js";
import { Select } from "../../ui/select.js";
import type { Column } from "./columns.js";
import { ColumnsMenu } from "./columns-menu.js";
import { type Group, GROUPS } from "./groups.js";
import { TotalText } from "./total.js";
import { ViewsMenu } from "./views-menu.js";
import type { View } from "./views.js";
import { Said } from "../../ui/said.js";

interface PageHeadProps {
  /** Undefined before the first answer. */
  total: number | undefined;
  exact: boolean;
  marked: number;
  /** All that match are marked, but for some. */
  all: boolean;
  view: View;
  name: string | undefined;
  group: Group | undefined;
  onView: (name: string | undefined, view?: View) => void;
  onColumns: (columns: readonly Column[]) => void;
  onGroup: (group: Group | undefined) => void;
}

export function PageHead(props: PageHeadProps): React.JSX.Element {
  const { total, exact, marked, all, view, name, group, onView, onColumns, onGroup } = props;
  const { t } = useLingui();
  const groups: Record<Group | "none", string> = {
    none: t`Not grouped`,
    species: t`By species`,
    site: t`By site`,
    date: t`By day`,
  };
  return (
    <header className="page-head">
      <h1>
        <Trans>Detections</Trans>
      </h1>
      {total !== undefined && <TotalText total={total} exact={exact} />}
      {marked > 0 && total !== undefined && (
        <MarkedText marked={marked} total={total} exact={exact || !all} />
      )}
      <span className="grow" />
      <ViewsMenu view={view} name={name} onView={onView} />
      <Select
        label={t`Group`}
        value={group ?? "none"}
        choices={(["none", ...GROUPS] as const).map((value) => ({ value, text: groups[value] }))}
        onChange={(next) => {
          onGroup(next === "none" ? undefined : next);
        }}
      />
      <ColumnsMenu columns={view.columns} onChange={onColumns} />
    </header>
  );
}

interface MarkedTextProps {
  marked: number;
  total: number;
  /** Whether there are no more than these. */
  exact: boolean;
}

function MarkedText({ marked, total, exact }: MarkedTextProps): React.JSX.Element {
  const shown = count(marked);
  return (
    <Said>
      {!exact ? (
        <Trans>More than {shown} rows are marked.</Trans>
      ) : marked < total ? (
        <Plural
          value={marked}
          one="# row is marked; not all that match."
          other="# rows are marked; not all that match."
        />
      ) : (
        <Plural value={marked} one="# row is marked." other="All # rows are marked." />
      )}
    </Said>
  );
}
