/** Which columns the table has. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Button } from "../../ui/button.js";
import { CheckboxList } from "../../ui/checkbox-list.js";
import { type Column, COLUMNS, columnsOf, useColumnNames } from "./columns.js";

interface ColumnsMenuProps {
  columns: readonly Column[];
  onChange: (columns: readonly Column[]) => void;
}

export function ColumnsMenu({ columns, onChange }: ColumnsMenuProps): React.JSX.Element {
  const { t } = useLingui();
  const names = useColumnNames();
  return (
    <DialogTrigger>
      <Button>
        <Trans>Columns</Trans> <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover chip-editor" placement="bottom end">
        <Dialog aria-label={t`Columns`}>
          <CheckboxList
            label={t`Columns`}
            choices={COLUMNS.map((value) => ({ value, text: names[value] }))}
            chosen={[...columns]}
            onChange={(chosen) => {
              onChange(columnsOf(chosen));
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
