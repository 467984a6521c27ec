/** Detections: what models heard, to be filtered, ordered, heard and judged. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ClipAddress } from "@linnet/electron-bridge/page.js";
import { keep, go as goTo, useRoute } from "../../routes.js";
import { useCommands } from "../../keys/scopes.js";
import { stop, toggle, prepare } from "../../sound/player.js";
import { around } from "../../spectrogram/small.js";
import { Failure } from "../../ui/failure.js";
import { useSettings } from "../../data/settings.js";
import { play } from "../../sound/player.js";
import { Nothing } from "./nothing.js";
import { asQuery, type Filters, type Order, pinned, questionOf } from "./question.js";
import { type Detection, useDetections } from "./rows.js";
import { NewRows, usePin } from "./new-rows.js";
import { Table, type TableHandle } from "./table.js";
import { Toolbar } from "./toolbar.js";
import { TotalText } from "./total.js";
import { useVerdicts, type Verdict } from "./verdicts.js";

/** A second on either side, so that a call is heard in its place. */
const CONTEXT = 1;

function clipOf({ recordingId, start, end, channel }: Detection): ClipAddress {
  const stretch = { recordingId, start: Math.max(0, start - CONTEXT), end: end + CONTEXT };
  return around({ ...stretch, ...(channel !== null && { channel }) });
}

const nameOf = ({ detectionId }: Detection): string => `detection ${String(detectionId)}`;

export default function DetectionsPage(): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const question = useMemo(() => questionOf(query), [query]);
  const { filters, order } = question;
  const pin = usePin();
  const where = useMemo(
    () => (pin.newest === undefined ? undefined : pinned(filters, pin.newest)),
    [filters, pin.newest],
  );
  const rows = useDetections(where, order);
  const { judge, undo, error } = useVerdicts(rows.patch);
  const chosen = query.row === undefined ? undefined : Number(query.row);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const table = useRef<TableHandle>(null);
  const autoplay = useSettings(({ settings }) => settings.autoplay);

  const ask = (some: { filters?: Filters; order?: Order }): void => {
    keep({ ...asQuery({ ...question, ...some }), row: undefined }, { replace: false });
  };
  const at = rows.rows.findIndex(({ detectionId }) => detectionId === chosen);
  const row = rows.rows[at];

  const choose = (next: Detection, how: "only" | "extend" | "toggle"): void => {
    if (how === "only") setMarked(new Set());
    else {
      const to = rows.rows.indexOf(next);
      const between = rows.rows.slice(Math.min(at, to), Math.max(at, to) + 1);
      const added = (how === "extend" ? between : [next]).map(({ detectionId }) => detectionId);
      setMarked((before) => new Set([...before, ...added]));
    }
    keep({ row: String(next.detectionId) });
    if (autoplay && next.missingSince === null) void play(nameOf(next), clipOf(next));
  };
  const verdict = (word: Verdict) => (): unknown => {
    const many = rows.rows.filter(({ detectionId }) => marked.has(detectionId));
    if (many.length === 0 && row === undefined) return false;
    judge(many.length > 0 ? many : row === undefined ? [] : [row], word);
    const next = rows.rows[at + 1];
    if (many.length === 0 && word !== "none" && next !== undefined) choose(next, "only");
    return true;
  };
  useCommands({
    "detections.play": () => {
      if (row?.missingSince !== null) return false;
      toggle(nameOf(row), clipOf(row));
      return true;
    },
    "detections.right": verdict("right"),
    "detections.wrong": verdict("wrong"),
    "detections.unsure": verdict("unsure"),
    "detections.clear": verdict("none"),
    "detections.undo": undo,
    "detections.refresh": pin.lift,
  });
  // The sound of the chosen row and of the next one is there before the key is pressed.
  useEffect(() => {
    for (const each of rows.rows.slice(at, at + 2)) {
      if (at >= 0 && each.missingSince === null) prepare(clipOf(each));
    }
  }, [at, rows.rows]);
  useEffect(() => stop, []);
  const empty = rows.waiting !== "answer" && rows.rows.length === 0 && rows.error === undefined;
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Detections</Trans>
        </h1>
        <TotalText total={rows.total} exact={rows.totalExact} />
        <span className="grow" />
      </header>
      <Toolbar
        filters={filters}
        order={order}
        onFilters={(next) => {
          ask({ filters: next });
        }}
        onOrder={(next) => {
          ask({ order: next });
        }}
      />
      {rows.error !== undefined && (
        <Failure
          error={rows.error}
          action={{
            text: t`Try again`,
            act: () => {
              rows.go("start");
            },
          }}
        />
      )}
      {error !== undefined && <Failure error={error} />}
      {empty ? (
        <Nothing
          filters={filters}
          onFilters={(fewer) => {
            ask({ filters: fewer });
          }}
          onRun={() => {
            goTo("run");
          }}
        />
      ) : (
        <Table
          handle={table}
          rows={rows}
          order={order}
          onOrder={(next) => {
            ask({ order: next });
          }}
          chosen={chosen}
          marked={marked}
          onChoose={choose}
          onOpen={() => undefined}
        />
      )}
      <NewRows filters={filters} pin={pin} />
    </>
  );
}
