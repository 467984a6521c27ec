/** The head of the page: how many match, how many are marked, and how they are shown. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Select } from "../../ui/select.js";
import type { Column } from "./columns.js";
import { ColumnsMenu } from "./columns-menu.js";
import { type Group, GROUPS } from "./groups.js";
import { TotalText } from "./total.js";
import { ViewsMenu } from "./views-menu.js";
import type { View } from "./views.js";
import { Said } from "../../ui/said.js";

interface PageHeadProps {
  total: number;
  exact: boolean;
  marked: number;
  view: View;
  name: string | undefined;
  group: Group | undefined;
  onView: (name: string | undefined, view?: View) => void;
  onColumns: (columns: readonly Column[]) => void;
  onGroup: (group: Group | undefined) => void;
}

export function PageHead(props: PageHeadProps): React.JSX.Element {
  const { total, exact, marked, view, name, group, onView, onColumns, onGroup } = props;
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
      <TotalText total={total} exact={exact} />
      {marked > 0 && (
        <Said>
          {marked < total ? (
            <Plural
              value={marked}
              one="# row is marked; not all that match."
              other="# rows are marked; not all that match."
            />
          ) : (
            <Plural value={marked} one="# row is marked." other="All # rows are marked." />
          )}
        </Said>
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
