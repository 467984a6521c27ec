/** The lines of the timeline: names that stay at the left, and days that scroll under them. */
import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { plural } from "@lingui/core/macro";
import { length } from "../../i18n/format.js";
import { type Axis, axisOf, dayAt, spanText, ticksOf } from "./axis.js";
import type { Recordings } from "./chosen.js";
import { BAR_HEIGHT, barsOf, mostHours } from "./day-column.js";
import { useListCommands } from "./list-commands.js";
import { useNodeName } from "./names.js";
import { type Cell, gapsOf, runsOf, wholeOf } from "./spans.js";
import type { Line } from "./timeline-view.js";
import type { TreeNode } from "./tree.js";
import { recordingsText } from "./words.js";

const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 28;
const NAME_PX = 180;

interface TimelineProps {
  lines: readonly Line[];
  recordings: Recordings;
  onSeen: (seen: { node: TreeNode; cell: Cell } | undefined) => void;
}

export function Timeline({ lines, recordings, onSeen }: TimelineProps): React.JSX.Element {
  const { t } = useLingui();
  const { chosen, choose } = recordings;
  const list = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(800);
  const whole = useMemo(() => wholeOf(lines.flatMap(({ cells }) => cells)), [lines]);
  const most = useMemo(() => mostHours(lines.map(({ cells }) => cells)), [lines]);
  const axis = useMemo(() => axisOf(whole ?? { from: 0, to: 1 }, room), [whole, room]);
  useEffect(() => {
    const part = list.current;
    if (part === null) return;
    const watch = new ResizeObserver(() => {
      setRoom(Math.max(200, part.clientWidth - NAME_PX));
    });
    watch.observe(part);
    part.focus({ preventScroll: true });
    return () => {
      watch.disconnect();
    };
  }, []);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const at = lines.findIndex(({ node }) => node.id === chosen?.id);
  const go = (to: number): void => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    const line = lines[next];
    if (line !== undefined) choose(line.node.id);
    virtual.scrollToIndex(next, { align: "auto" });
  };
  useListCommands(list, {
    move: (way, by) => {
      const screen = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
      go(at < 0 ? 0 : at + way * (by === "row" ? 1 : screen));
    },
    end: (end) => {
      go(end === "first" ? 0 : lines.length - 1);
    },
  });
  return (
    <div
      ref={list}
      className="timeline"
      role="listbox"
      aria-label={t`Timeline`}
      aria-activedescendant={at < 0 ? undefined : `line-${String(at)}`}
      tabIndex={0}
    >
      <div className="timeline-head" style={{ width: NAME_PX + axis.width }} aria-hidden="true">
        {ticksOf(axis).map(({ day, text }) => (
          <span
            key={day}
            className="small"
            style={{ insetInlineStart: NAME_PX + (day - axis.from) * axis.day }}
          >
            {text}
          </span>
        ))}
      </div>
      <div
        role="presentation"
        className="timeline-lines"
        style={{ width: NAME_PX + axis.width, height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <TimelineLine
              key={line.node.id}
              line={line}
              index={index}
              top={start - HEAD_HEIGHT}
              axis={axis}
              most={most}
              isChosen={index === at}
              onChoose={choose}
              onSeen={onSeen}
            />
          );
        })}
      </div>
    </div>
  );
}

interface TimelineLineProps {
  line: Line;
  index: number;
  top: number;
  axis: Axis;
  most: number;
  isChosen: boolean;
  onChoose: (id: string) => void;
  onSeen: TimelineProps["onSeen"];
}

function TimelineLine(props: TimelineLineProps): React.JSX.Element {
  const { line, index, top, axis, most, isChosen, onChoose, onSeen } = props;
  const { node, cells } = line;
  const name = useNodeName()(node);
  const said = useLineSaid(line);
  const bars = useMemo(() => barsOf(cells, axis, most), [cells, axis, most]);
  return (
    <div
      id={`line-${String(index)}`}
      role="option"
      aria-selected={isChosen}
      aria-label={`${name}: ${said}`}
      className={isChosen ? "timeline-line chosen" : "timeline-line"}
      style={{ transform: `translateY(${String(top)}px)` }}
      onMouseDown={(event) => {
        if (event.button === 0) onChoose(node.id);
      }}
      onMouseLeave={() => {
        onSeen(undefined);
      }}
      onMouseMove={({ clientX, currentTarget }) => {
        const x = clientX - currentTarget.getBoundingClientRect().left - NAME_PX;
        const day = dayAt(axis, x);
        const cell = x < 0 ? undefined : cells.find(({ from, to }) => from <= day && day < to);
        onSeen(cell && { node, cell });
      }}
    >
      <span className="timeline-name">
        <span>{name}</span>
        {node.deployment?.site != null && (
          <span className="quiet small">{node.deployment.site}</span>
        )}
      </span>
      <svg width={axis.width} height={BAR_HEIGHT} aria-hidden="true" focusable="false">
        <path className="recorded" d={bars.recorded} />
        <path className="analysed" d={bars.analysed} />
      </svg>
    </div>
  );
}

/** What the bars say, for those who do not see them. */
function useLineSaid({ node, cells }: Line): string {
  const whole = wholeOf(cells);
  const gaps = gapsOf(runsOf(cells)).length;
  const parts = [
    recordingsText(node.recordings),
    node.hours !== undefined && length(node.hours * 3600),
    whole && spanText(whole),
    gaps > 0 && plural(gaps, { one: "# gap", other: "# gaps" }),
  ];
  return parts.filter((each) => typeof each === "string").join(", ");
}
