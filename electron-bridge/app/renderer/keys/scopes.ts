/** Gives key presses to the commands that are live: the innermost layer goes first. */
import { useEffect, useRef, type RefObject } from "react";
import { useSettings } from "../data/settings.js";
import { isLetter, keysOf, matches } from "./bindings.js";
import { type CommandId } from "./commands.js";

/** Answers false if the key was not for it, and the next layer may have it. */
export type Handler = (event: KeyboardEvent) => unknown;
export type Handlers = Partial<Record<CommandId, Handler>>;

interface Layer {
  handlers: RefObject<Handlers>;
  /** Only keys that are pressed inside count; without it, all outside of dialogs. */
  within: RefObject<HTMLElement | null> | undefined;
}

const layers: Layer[] = [];

const FIELDS =
  'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable="true"]';
const POPUPS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** What the focused part itself does with these keys goes before any command. */
const PRESSED = 'button, a, [role="button"], [role="tab"], [role="slider"], input, summary';

/** In a field these are the text's own: choose all, copy, cut, paste, undo, redo. */
const OF_TEXT = /^\$mod\+(Shift\+)?[acvxyz]$/i;

/** The commands that can be given now, innermost first. */
export function live(): CommandId[] {
  return layers
    .toReversed()
    .flatMap(({ handlers }) => Object.keys(handlers.current) as CommandId[]);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.key === "Dead") return;
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target.closest(FIELDS) !== null;
  const popup = target.closest(POPUPS);
  const { settings } = useSettings.getState();
  for (const { handlers, within } of layers.toReversed()) {
    const area = within?.current;
    if (within !== undefined && area?.contains(target) !== true) continue;
    if (popup !== null && area?.closest(POPUPS) !== popup) continue;
    for (const [id, handler] of Object.entries(handlers.current) as [CommandId, Handler][]) {
      const key = keysOf(id, settings).find((each) => matches(event, each));
      if (key === undefined) continue;
      if (isLetter(key) && (field || !settings.letters)) continue;
      if (field && OF_TEXT.test(key)) continue;
      if (/^(Space|Enter| )$/.test(key) && (field || target.closest(PRESSED) !== null)) continue;
      if (handler(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
}

let listening = false;

/** Make commands live while the component is there. `within`: a widget's own element. */
export function useCommands(handlers: Handlers, within?: RefObject<HTMLElement | null>): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const layer: Layer = { handlers: latest, within };
    layers.push(layer);
    if (!listening) window.addEventListener("keydown", onKey);
    listening = true;
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [within]);
}
