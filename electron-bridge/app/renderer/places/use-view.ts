/** What of the map is seen: all sites, until a person drags, turns the wheel or uses the keys. */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useSteady } from "../ui/steady.js";
import { fitted, held, type Point, type Size, type View, zoomed } from "./mercator.js";

/** A step of the wheel of 100 zooms by a third. */
const WHEEL = 0.003;

export interface MapView {
  view: View;
  size: Size;
  zoom: (times: number, at?: Point) => void;
  /** By so many pixels. */
  pan: (right: number, down: number) => void;
  /** All sites again. */
  all: () => void;
  /** Bring a place into view, if it is not. */
  show: (point: Point) => void;
  /** Of the part that is dragged to move the map. */
  dragging: {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: () => void;
  };
}

export function useView(area: RefObject<HTMLElement | null>, points: readonly Point[]): MapView {
  const [size, setSize] = useState<Size>({ width: 640, height: 400 });
  /** Undefined: whatever shows all sites. */
  const [chosen, setChosen] = useState<View>();
  const from = useRef<Point>(undefined);
  const view = chosen ?? fitted(points, size);
  const zoom = useSteady((times: number, at?: Point) => {
    setChosen(zoomed(view, size, times, at));
  });
  const pan = (right: number, down: number): void => {
    setChosen((before) => {
      const { x, y, scale } = before ?? view;
      return held({ x: x + right / scale, y: y + down / scale, scale }, size);
    });
  };
  useEffect(() => {
    const part = area.current;
    if (part === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setSize({ width, height });
    });
    watch.observe(part);
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { left, top } = part.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      zoom(Math.exp(-event.deltaY * WHEEL), at);
    };
    // React's own listener could not keep the page from scrolling.
    part.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      watch.disconnect();
      part.removeEventListener("wheel", onWheel);
    };
  }, [area, zoom]);
  return {
    view,
    size,
    zoom,
    pan,
    all: () => {
      setChosen(undefined);
    },
    show: ({ x, y }) => {
      const [right, down] = [(x - view.x) * view.scale, (y - view.y) * view.scale];
      if (Math.abs(right) < size.width / 2 && Math.abs(down) < size.height / 2) return;
      setChosen(held({ ...view, x, y }, size));
    },
    dragging: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        from.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (from.current === undefined) return;
        const { x, y } = from.current;
        from.current = { x: event.clientX, y: event.clientY };
        pan(x - event.clientX, y - event.clientY);
      },
      onPointerUp: () => {
        from.current = undefined;
      },
    },
  };
}
