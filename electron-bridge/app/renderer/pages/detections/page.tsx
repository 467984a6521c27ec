/** Detections: what models heard, to be filtered, ordered, heard and judged. */
import { useMemo, useRef, useState } from "react";
import { useChosen } from "../../chosen.js";
import { useSettings } from "../../data/settings.js";
import { useCommands } from "../../keys/scopes.js";
import { keep, useRoute } from "../../routes.js";
import { play } from "../../sound/player.js";
import { useSaidPlaying } from "../../sound/said.js";
import { useActs } from "./acts.js";
import { useAlike, useBoth } from "./alike.js";
import { USUAL_COLUMNS } from "./columns.js";
import { Drawer, type DrawerTab } from "./drawer.js";
import { GoTo } from "./go-to.js";
import { type Group, Groups, GROUPS } from "./groups.js";
import { useLanding } from "./landing.js";
import { JudgeMany } from "./judge-many.js";
import { useJudging } from "./judging.js";
import { useLast } from "./last.js";
import { useMarks } from "./marks.js";
import { markedOf, useMarked } from "./marked.js";
import { NewRows, usePin } from "./new-rows.js";
import { Nothing } from "./nothing.js";
import { PageHead } from "./page-head.js";
import { asQuery, type Filters, type Order, pinned, questionOf, withFilter } from "./question.js";
import { RowDialogs } from "./row-dialogs.js";
import { useReadySound } from "./ready-sound.js";
import { type Detection, useDetections } from "./rows.js";
import { clipOf, nameOf } from "./sounds.js";
import { focusSimilar } from "./similar.js";
import type { TableHandle } from "./table.js";
import { TableAndRail } from "./table-and-rail.js";
import { Toolbar } from "./toolbar.js";
import { Troubles } from "./troubles.js";

export default function DetectionsPage(): React.JSX.Element {
  const { query } = useRoute();
  const [last, changeLast] = useLast();
  const question = useMemo(() => questionOf(query, last?.order), [query, last?.order]);
  const { filters, order } = question;
  const columns = last?.columns ?? USUAL_COLUMNS;
  const group = GROUPS.find((each) => each === query.g);
  const marked = useMarked();
  const pin = usePin(marked.clear);
  const where = useMemo(
    () =>
      pin.newest === undefined || last === undefined ? undefined : pinned(filters, pin.newest),
    // Columns are no part of the question.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [filters, pin.newest, last === undefined],
  );
  const rows = useDetections(where, order);
  const marks = useMarks(rows.answered);
  const [chosen, setChosen] = useChosen("row");
  const [tab, setTab] = useState<DrawerTab>();
  const [dialog, setDialog] = useState<"goto" | "species" | "note" | "menu">();
  const table = useRef<TableHandle>(null);
  const autoplay = useSettings(({ settings }) => settings.autoplay);
  const at = rows.rows.findIndex(({ detectionId }) => detectionId === chosen);
  const row = rows.rows[at];
  const alike = useAlike(tab === "similar" ? row : undefined);
  const judging = useJudging(useBoth(rows, alike), where, marked, row);
  const focus = (): void => table.current?.focus();
  useLanding(rows, order, chosen, setChosen, () => {
    // A field of this page that somebody already types in keeps the keys.
    const at = document.activeElement?.closest("main, main *");
    if (at == null || at.matches("main")) focus();
  });

  const ask = (some: { filters?: Filters; order?: Order }, more = {}): void => {
    const next = { ...question, ...some };
    // A number that is being typed is one step back, not one for each of its digits.
    const same = Object.keys(next.filters).join() === Object.keys(filters).join();
    const replace = same && next.order === order;
    marked.clear();
    if (some.order !== undefined) changeLast({ order: some.order });
    keep({ ...asQuery(next), row: undefined, ...more }, { replace });
  };
  const choose = (next: Detection, how: "only" | "extend" | "toggle"): void => {
    const to = rows.rows.indexOf(next);
    const between = rows.rows.slice(Math.min(at, to), Math.max(at, to) + 1);
    marked.mark(how === "extend" ? between : [next], how);
    setChosen(next.detectionId);
    if (autoplay && next.missingSince === null) void play(nameOf(next), clipOf(next));
  };
  const { actions, shown, judged } = useActs({
    row,
    alike,
    judging,
    onNext: () => {
      const next = rows.rows[at + 1];
      if (next !== undefined) choose(next, "only");
    },
    onDialog: setDialog,
    onDetails: () => {
      setTab(tab === undefined ? "facts" : undefined);
    },
    onSimilar: () => {
      if (tab !== "similar") setTab("similar");
      else if (alike.inHand === undefined) focusSimilar();
      else focus();
    },
  });
  useCommands({
    "detections.undo": judging.undo,
    "detections.redo": judging.redo,
    "detections.refresh": pin.lift,
    "detections.goto": () => {
      // A dialog gives the keys back to what had them: to the table, wherever they were before.
      focus();
      setDialog("goto");
    },
    "detections.all": marked.markAll,
  });
  useReadySound(rows.rows, at);
  useSaidPlaying();

  const closeDialog = (): void => {
    setDialog(undefined);
  };
  const empty = rows.waiting !== "answer" && rows.rows.length === 0 && rows.error === undefined;
  return (
    <>
      <PageHead
        total={rows.answers === 0 ? undefined : rows.total}
        exact={rows.totalExact}
        marked={markedOf(marked, rows.total)}
        all={marked.all}
        view={{ filters, order, columns }}
        name={query.v}
        group={group}
        onView={(name, view) => {
          if (view === undefined) keep({ v: name });
          else {
            changeLast({ order: view.order, columns: view.columns });
            ask({ filters: view.filters, order: view.order }, { v: name });
          }
        }}
        onColumns={(next) => {
          changeLast({ columns: next });
        }}
        onGroup={(next: Group | undefined) => {
          keep({ g: next }, { replace: false });
        }}
      />
      <Toolbar
        filters={filters}
        order={order}
        onFilters={(next) => {
          ask({ filters: next });
        }}
        onOrder={(next) => {
          ask({ order: next });
        }}
        told={pin.error ?? rows.error}
        onLeave={focus}
      />
      <Troubles
        rows={pin.error ?? rows.error}
        verdict={judging.error}
        notes={rows.notes}
        onAgain={() => {
          if (pin.error === undefined) rows.go("start");
          else pin.again();
        }}
      />
      <JudgeMany judging={judging} />
      {empty ? (
        <Nothing
          filters={filters}
          onFilters={(fewer) => {
            ask({ filters: fewer });
          }}
        />
      ) : group !== undefined && where !== undefined ? (
        <Groups
          where={where}
          by={group}
          onOpen={(field, condition) => {
            ask({ filters: withFilter(filters, field, condition) }, { g: undefined });
          }}
        />
      ) : (
        <TableAndRail
          handle={table}
          rows={rows}
          marks={marks}
          order={order}
          onOrder={(next) => {
            ask({ order: next });
          }}
          columns={columns}
          chosen={chosen}
          marked={marked}
          menu={{
            actions,
            isOpen: dialog === "menu",
            onOpen: (open) => {
              // What was chosen in the menu may have opened a dialog already.
              setDialog((before) => (open ? "menu" : before === "menu" ? undefined : before));
            },
          }}
          onChoose={choose}
          onOpen={() => {
            setTab("facts");
          }}
          onLeave={() => {
            setTab(undefined);
          }}
        />
      )}
      {tab !== undefined && row !== undefined && shown !== undefined && group === undefined && (
        <Drawer
          row={row}
          shown={shown}
          alike={alike}
          tab={tab}
          onTab={setTab}
          onClose={() => {
            setTab(undefined);
            focus();
          }}
        />
      )}
      <NewRows filters={filters} pin={pin} />
      <GoTo
        isOpen={dialog === "goto"}
        order={order}
        marks={marks}
        onGo={rows.go}
        onClose={closeDialog}
      />
      {judged !== undefined && (
        <RowDialogs
          dialog={dialog}
          row={judged}
          onClose={closeDialog}
          onPick={judging.correct}
          onNote={judging.note}
        />
      )}
    </>
  );
}
