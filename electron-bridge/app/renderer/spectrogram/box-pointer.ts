/** What the pointer does over a long spectrogram: choose a box, move it, stretch it, copy it, draw one. */
import { type RefObject, useEffect, useRef } from "react";
import { useSteady } from "../ui/steady.js";
import {
  type Box,
  dragged,
  drawn,
  fitting,
  hzAt,
  LEAST_DRAG,
  type Part,
  type Size,
  timeAt,
} from "./boxes.js";
import { type Mark, markAt } from "./marks.js";
import type { Live } from "./use-painting.js";
import type { ViewStore } from "./view-store.js";

interface Pointed {
  frame: RefObject<HTMLElement | null>;
  size: Size;
  store: ViewStore;
  marks: readonly Mark[];
  live: LiveBox;
  /** There are no frequencies here: no box lies here, and what is drawn is of a time alone. */
  isTimeAlone?: boolean;
  onChoose: (id: string | undefined) => void;
  onDraw: (box: Box) => void;
  onChange: (id: string, box: Box) => void;
  /** A label was copied to another place. */
  onCopy: (id: string, box: Box) => void;
}

interface Held {
  x: number;
  y: number;
  /** The label that is held; undefined while one is drawn. */
  mark: Mark | undefined;
  part: Part;
  allHz: boolean;
  isCopied: boolean;
  isMoved: boolean;
}

const CURSORS: Record<Part, string> = {
  body: "move",
  w: "ew-resize",
  e: "ew-resize",
  n: "ns-resize",
  s: "ns-resize",
  nw: "nwse-resize",
  se: "nwse-resize",
  ne: "nesw-resize",
  sw: "nesw-resize",
};

export type BoxPointer = Pick<
  React.DOMAttributes<HTMLElement>,
  "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel" | "onPointerLeave"
>;

/** The box in the hand, which is painted without React: it changes with each movement. */
export interface LiveBox {
  current: Live | undefined;
  set: (live: Live | undefined) => void;
  onChange: (act: () => void) => () => void;
}

export function useBoxPointer(given: Pointed): BoxPointer {
  const { frame, store, size, live, isTimeAlone = false } = given;
  const { onChoose, onDraw, onChange, onCopy } = given;
  const marks = isTimeAlone ? [] : given.marks;
  const held = useRef<Held>(undefined);
  const at = (event: React.PointerEvent): { x: number; y: number } => {
    const { left, top } = (frame.current ?? event.currentTarget).getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const touched = (x: number, y: number): Touched =>
    markAt(marks, store.getState().view, size, x, y);
  const boxNow = (x: number, y: number, its: Held): Box => {
    const { view } = store.getState();
    if (its.mark === undefined) return drawn(view, size, its, { x, y }, its.allHz, store.bounds);
    const seconds = timeAt(view, x, size) - timeAt(view, its.x, size);
    const hz = hzAt(view, y, size) - hzAt(view, its.y, size);
    return fitting(dragged(its.mark, its.part, seconds, hz, store.bounds), store.bounds);
  };
  const down = useSteady((event: React.PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const { x, y } = at(event);
    const found = touched(x, y);
    // Only what a person drew can be held: a model's window stays where the model heard it.
    const mark = isOwn(found) && !drawsOver(event) ? found.box : undefined;
    const isCopied = mark?.kind === "label" && event.altKey;
    held.current = {
      ...{ x, y, mark, isCopied },
      part: isCopied ? "body" : (found?.part ?? "body"),
      allHz: isTimeAlone || event.shiftKey,
      isMoved: false,
    };
    event.currentTarget.setPointerCapture(event.pointerId);
  });
  const move = useSteady((event: React.PointerEvent<HTMLElement>) => {
    const { x, y } = at(event);
    const { view } = store.getState();
    const hz = isTimeAlone ? undefined : hzAt(view, y, size);
    store.set({ pointed: { second: timeAt(view, x, size), hz } });
    const its = held.current;
    if (its === undefined) {
      const found = touched(x, y);
      const isHeld = isOwn(found) && !drawsOver(event);
      const holding = event.altKey ? "copy" : CURSORS[found?.part ?? "body"];
      event.currentTarget.style.cursor = isHeld ? holding : "crosshair";
      return;
    }
    const isOfTime = its.mark === undefined && its.allHz;
    its.isMoved ||= Math.hypot(x - its.x, isOfTime ? 0 : y - its.y) >= LEAST_DRAG;
    const id = its.isCopied ? undefined : its.mark?.id;
    if (its.isMoved) live.set({ id, box: boxNow(x, y, its) });
  });
  const up = useSteady((event: React.PointerEvent<HTMLElement>) => {
    const its = held.current;
    held.current = undefined;
    live.set(undefined);
    if (its === undefined) return;
    const { x, y } = at(event);
    if (its.isMoved) {
      const box = boxNow(x, y, its);
      if (its.mark === undefined) onDraw(box);
      else if (its.isCopied) onCopy(its.mark.id, box);
      else onChange(its.mark.id, box);
      return;
    }
    const found = touched(x, y);
    onChoose(found?.box.id);
    if (found === undefined) store.set({ cursor: timeAt(store.getState().view, x, size) });
  });
  const giveUp = useSteady(() => {
    held.current = undefined;
    live.set(undefined);
  });
  useEffect(() => {
    // Esc lets go of what is held, and nothing has changed.
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || held.current === undefined) return;
      event.stopPropagation();
      giveUp();
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => {
      window.removeEventListener("keydown", pressed, { capture: true });
    };
  }, [giveUp]);
  const leave = useSteady(() => {
    store.set({ pointed: undefined });
  });
  return {
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: up,
    onPointerCancel: giveUp,
    onPointerLeave: leave,
  };
}

type Touched = { box: Mark; part: Part } | undefined;

function isOwn(found: Touched): found is NonNullable<Touched> {
  return found !== undefined && found.box.kind !== "detection";
}

/** With Ctrl, or Cmd on a Mac, a box is drawn where another one lies. */
function drawsOver({ ctrlKey, metaKey }: React.PointerEvent): boolean {
  return ctrlKey || metaKey;
}

export function liveBox(): LiveBox {
  const heard = new Set<() => void>();
  const its = {
    current: undefined as Live | undefined,
    set: (live: Live | undefined): void => {
      its.current = live;
      for (const act of heard) act();
    },
    onChange: (act: () => void) => {
      heard.add(act);
      return () => {
        heard.delete(act);
      };
    },
  };
  return its;
}
