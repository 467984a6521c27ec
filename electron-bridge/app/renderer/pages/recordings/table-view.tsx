/** The recordings one by one, with filters over them, and what is done to all that match. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { count } from "../../i18n/format.js";
import { keep, useRoute } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { Icon } from "../../ui/icon.js";
import { Said } from "../../ui/said.js";
import { Select } from "../../ui/select.js";
import { AssignDialog } from "./assign-dialog.js";
import type { Recordings } from "./chosen.js";
import { useColumnNames } from "./columns.js";
import { useNodeName } from "./names.js";
import { fieldOf, type Lack, lackOf, type Order, ORDERS, orderOf, tableWhere } from "./question.js";
import { TakeOutAll } from "./remove.js";
import { type Recording, useRows } from "./rows.js";
import { Table } from "./table.js";
import type { Column } from "./widths.js";
import { recordingsText } from "./words.js";

interface TableViewProps {
  recordings: Recordings;
  /** The chosen recording, which the keys of the page are about. */
  onChosen: (row: Recording | undefined) => void;
}

export function TableView({ recordings, onChosen }: TableViewProps): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const [text, setText] = useState(query.q ?? "");
  const [isAssigning, setAssigning] = useState(false);
  const node = recordings.byId.get(query.at ?? "");
  const lack = lackOf(query);
  const order = orderOf(query);
  const where = tableWhere({ node, lack, text });
  const rows = useRows(where, order);
  const again = (): void => {
    rows.go("first");
  };
  const isFiltered = Object.keys(where).length > 0;
  const clear = (): void => {
    setText("");
    keep({ at: undefined, f: undefined, q: undefined });
  };
  return (
    <div className="recordings-view column">
      <div className="recordings-toolbar">
        <TextField
          label={t`Find in paths`}
          value={text}
          onChange={(next) => {
            setText(next);
            keep({ q: next === "" ? undefined : next });
          }}
        />
        <LackField lack={lack} />
        <OrderField order={order} />
        {node !== undefined && <PlaceChip recordings={recordings} />}
        <span className="grow" />
        <Total {...rows} />
        <TakeOutAll where={where} isOff={rows.total === 0} />
        <Button
          isDisabled={rows.total === 0}
          onPress={() => {
            setAssigning(true);
          }}
        >
          <Trans>Change all…</Trans>
        </Button>
      </div>
      {rows.error !== undefined && (
        <Failure error={rows.error} action={{ text: t`Try again`, act: again }} />
      )}
      {rows.answers > 0 && rows.total === 0 && isFiltered ? (
        <Empty
          title={t`No recording matches`}
          reason={t`The filters hide all recordings of the project.`}
          action={{ text: t`Show all`, act: clear }}
        />
      ) : (
        <Table
          rows={rows}
          order={order}
          onOrder={(next) => {
            keep({ o: next });
          }}
          chosen={query.row === undefined ? undefined : Number(query.row)}
          onChoose={(row) => {
            onChosen(row);
            keep({ row: String(row.recordingId) });
          }}
        />
      )}
      {isAssigning && (
        <AssignDialog
          where={where}
          recordings={recordings}
          onClose={(isDone) => {
            setAssigning(false);
            if (isDone) again();
          }}
        />
      )}
    </div>
  );
}

function LackField({ lack }: { lack: Lack | undefined }): React.JSX.Element {
  const { t } = useLingui();
  const names: Record<Lack | "all", string> = {
    all: t`All recordings`,
    missing: t`Not found`,
    undated: t`Without a date`,
    loose: t`Without a site`,
  };
  return (
    <Select
      label={t`Show`}
      value={lack ?? "all"}
      choices={(["all", "missing", "undated", "loose"] as const).map((value) => ({
        value,
        text: names[value],
      }))}
      onChange={(next) => {
        keep({ f: next === "all" ? undefined : next });
      }}
    />
  );
}

function OrderField({ order }: { order: Order }): React.JSX.Element {
  const { t } = useLingui();
  const names = useColumnNames();
  return (
    <Select
      label={t`Order`}
      value={order}
      choices={ORDERS.map((value) => {
        const name = names[fieldOf(value) as Column];
        return { value, text: value.startsWith("-") ? t`${name}, last first` : name };
      })}
      onChange={(o) => {
        keep({ o });
      }}
    />
  );
}

/** The part of the tree to which the table is held; pressing it shows all. */
function PlaceChip({ recordings }: { recordings: Recordings }): React.JSX.Element | null {
  const { t } = useLingui();
  const nameOf = useNodeName();
  if (recordings.chosen === undefined) return null;
  const name = nameOf(recordings.chosen);
  return (
    <Button
      aria-label={t`Take away: ${name}`}
      onPress={() => {
        keep({ at: undefined });
      }}
    >
      {name} <Icon name="close" size={14} />
    </Button>
  );
}

function Total(props: {
  total: number;
  totalExact: boolean;
  answers: number;
}): React.JSX.Element | null {
  const { total, totalExact, answers } = props;
  if (answers === 0) return null;
  const shown = count(total);
  return (
    <Said as="span" className="quiet">
      {totalExact ? recordingsText(total) : <Trans>more than {shown} recordings</Trans>}
    </Said>
  );
}
