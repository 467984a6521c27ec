/** The menu of the chosen row: every key of one letter is here too. */
import { useLingui } from "@lingui/react/macro";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/menu.js";
import type { RowMenuState } from "./row.js";

export function RowMenu({ actions, isOpen, onOpen }: RowMenuState): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Menu
      label={t`What to do with this row`}
      variant="quiet"
      actions={actions}
      isOpen={isOpen}
      onOpenChange={onOpen}
    >
      <Icon name="more" size={18} />
    </Menu>
  );
}
