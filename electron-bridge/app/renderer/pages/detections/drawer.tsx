/** The details of the chosen detection: its context, what is known of it, and what is like it. */
import { useLingui } from "@lingui/react/macro";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Tabs } from "../../ui/tabs.js";
import type { Alike } from "./alike.js";
import { Context } from "./context.js";
import { Facts } from "./facts.js";
import { HeardHere } from "./heard-here.js";
import { History } from "./history.js";
import type { Detection } from "./rows.js";
import { Similar } from "./similar.js";
import type { Shown } from "./sounds.js";
import "./drawer.css";

export type DrawerTab = "facts" | "here" | "similar" | "history";

interface DrawerProps {
  row: Detection;
  /** What is in hand: the row, or a window that is like it. */
  shown: Shown;
  alike: Alike;
  tab: DrawerTab;
  onTab: (tab: DrawerTab) => void;
  onClose: () => void;
}

export function Drawer(props: DrawerProps): React.JSX.Element {
  const { row, shown, alike, tab, onTab, onClose } = props;
  const { t } = useLingui();
  const { species } = row;
  return (
    <aside
      className="drawer"
      aria-label={t`Details of ${species}`}
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose();
      }}
      onBlur={({ currentTarget, relatedTarget: to }) => {
        // The keys mean the row again; what only lies over the page for a while changes nothing.
        const left = to !== null && !currentTarget.contains(to);
        if (left && !isOver(to)) alike.take(undefined);
      }}
    >
      <Context shown={shown} isAlike={alike.inHand !== undefined} />
      <div className="drawer-more">
        <Tabs<DrawerTab>
          label={t`Details`}
          chosen={tab}
          onChange={onTab}
          tabs={[
            { id: "facts", text: t`Facts`, panel: <Facts row={row} /> },
            { id: "here", text: t`Also heard here`, panel: <HeardHere row={row} /> },
            { id: "similar", text: t`Similar sounds`, panel: <Similar alike={alike} /> },
            { id: "history", text: t`Verdicts`, panel: <History row={row} /> },
          ]}
        />
        <Button
          variant="quiet"
          className="drawer-close"
          aria-label={t`Close the details`}
          onPress={onClose}
        >
          <Icon name="close" size={16} />
        </Button>
      </div>
    </aside>
  );
}

/** Whether a part lies over the page: a dialog, a menu or a piece of news. */
function isOver(part: Element): boolean {
  return part.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null;
}
