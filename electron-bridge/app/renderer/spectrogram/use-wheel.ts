/** The wheel: along time; with Ctrl closer in time, with Alt closer in frequency, at the pointer. */
import { type RefObject, useEffect } from "react";
import type { ViewStore } from "./view-store.js";
import { scrolled, zoomed, zoomedHz } from "./viewport.js";

/** A notch of a wheel is 100 to 120 points: a tenth of the view, or a fifth closer. */
const NOTCH = 100;
const SCROLL = 0.1;
const ZOOM = 1.2;

export function useWheel(frame: RefObject<HTMLElement | null>, store: ViewStore): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const turned = (event: WheelEvent): void => {
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : NOTCH / 3;
      const far = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      const notches = (far * lines) / NOTCH;
      const { bounds } = store;
      if (event.ctrlKey || event.metaKey) {
        const at = (event.clientX - left) / width;
        store.look((view) => zoomed(view, ZOOM ** notches, at, bounds));
      } else if (event.altKey) {
        const at = (event.clientY - top) / height;
        store.look((view) => zoomedHz(view, ZOOM ** notches, at, bounds));
      } else store.look((view) => scrolled(view, SCROLL * notches, bounds));
    };
    // React's own listener is passive, and the page would scroll or grow.
    element.addEventListener("wheel", turned, { passive: false });
    return () => {
      element.removeEventListener("wheel", turned);
    };
  }, [frame, store]);
}
