/** The keys of a map, which count while it has the focus. */
import type { RefObject } from "react";
import { type Handler, useCommands } from "../keys/scopes.js";

const ZOOM = 1.6;
/** Pixels of a step. */
const PAN = 80;
const SHIFT = 8;

interface MapActs {
  zoom: (times: number) => void;
  pan: (right: number, down: number) => void;
  all: () => void;
  /** Move the chosen site by so many pixels; false if there is none to move. */
  shift: (right: number, down: number) => boolean;
  /** End the move of a site; false while none is moved. */
  leave: ((isKept: boolean) => void) | false;
}

export function useMapCommands(area: RefObject<HTMLElement | null>, acts: MapActs): void {
  const { zoom, pan, all, shift, leave } = acts;
  const doing =
    (act: () => void): Handler =>
    () => {
      act();
      return true;
    };
  const panning = (right: number, down: number): Handler =>
    doing(() => {
      pan(right * PAN, down * PAN);
    });
  const shifting =
    (right: number, down: number): Handler =>
    () =>
      shift(right * SHIFT, down * SHIFT);
  const leaving =
    (isKept: boolean): Handler =>
    () => {
      if (leave === false) return false;
      leave(isKept);
      return true;
    };
  useCommands(
    {
      "map.left": panning(-1, 0),
      "map.right": panning(1, 0),
      "map.up": panning(0, -1),
      "map.down": panning(0, 1),
      "map.closer": doing(() => {
        zoom(ZOOM);
      }),
      "map.farther": doing(() => {
        zoom(1 / ZOOM);
      }),
      "map.all": doing(all),
      "map.siteLeft": shifting(-1, 0),
      "map.siteRight": shifting(1, 0),
      "map.siteUp": shifting(0, -1),
      "map.siteDown": shifting(0, 1),
      "map.keep": leaving(true),
      "map.cancel": leaving(false),
    },
    area,
  );
}
