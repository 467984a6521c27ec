/** Gives key presses to the commands that are live: the innermost layer goes first. */
import { useEffect, useRef, type RefObject } from "react";
import { useSettings } from "../data/settings.js";
import { isLetter, keysOf, matches } from "./bindings.js";
import { around, COMMANDS, type CommandId } from "./commands.js";
import { onShiftAlone } from "./shift.js";

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
/** A list that lies on the page itself is no popup: the page's keys count there. */
const POPUPS = '[role="dialog"], [role="alertdialog"], [role="menu"], .popover [role="listbox"]';
/** A dialog hides the page also while the focus is elsewhere, such as on a piece of news. */
const MODAL = '.dialog-overlay :is([role="dialog"], [role="alertdialog"])';
/** Alone they are no key; for Shift there is `onShiftAlone`. */
const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];
/** What the focused part itself does with these keys goes before any command. */
const PRESSED = 'button, a, [role="button"], [role="tab"], [role="slider"], input, summary';

/** In a field these are the text's own: choose all, copy, cut, paste, undo, redo. */
const OF_TEXT = /^\$mod\+(Shift\+)?[acvxyz]$/i;
/** In a field only these can be commands: letters, arrows and the like write and move there. */
const OUT_OF_FIELD = /\$mod|Control|Alt|Meta|(^|\+)(F\d+|Escape)$/;

interface Live {
  id: CommandId;
  handler: Handler;
  layer: Layer;
}

/** What can be given now: the innermost scope first, and in it what came last. */
function lives(): Live[] {
  const depth = ({ id }: Live): number => around(COMMANDS[id].scope).length;
  return layers
    .toReversed()
    .flatMap((layer) =>
      (Object.entries(layer.handlers.current) as [CommandId, Handler][]).map(([id, handler]) => ({
        id,
        handler,
        layer,
      })),
    )
    .sort((one, other) => depth(other) - depth(one));
}

/** The commands that can be given now, innermost first. */
export function live(): CommandId[] {
  return [...new Set(lives().map(({ id }) => id))];
}

/**
 * Enter and Space press what is focused, even with Ctrl, and others hear F6; a command of such
 * keys goes before them.
 */
const PRESSES = /\+(Enter|Space| )$|F6$/;

function onPressKey(event: KeyboardEvent): void {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey || altKey || shiftKey || event.key === "F6") give(event, true);
}

function onKey(event: KeyboardEvent): void {
  if (!MODIFIERS.includes(event.key)) give(event, false);
}

/** Give a key press to the first command that takes it; "presses": before what is focused. */
function give(event: KeyboardEvent, presses: boolean): void {
  if (event.defaultPrevented || event.isComposing || event.key === "Dead") return;
  const target = event.target instanceof Element ? event.target : document.body;
  const field = target.closest(FIELDS) !== null;
  const popup = target.closest(POPUPS) ?? document.querySelector(MODAL);
  const { settings } = useSettings.getState();
  for (const { id, handler, layer } of lives()) {
    const area = layer.within?.current;
    if (layer.within !== undefined && area?.contains(target) !== true) continue;
    if (popup !== null && area?.closest(POPUPS) !== popup) continue;
    const key = keysOf(id, settings).find((each) => matches(event, each));
    if (key === undefined || PRESSES.test(key) !== presses) continue;
    if (isLetter(key) && !settings.letters) continue;
    if (field && (OF_TEXT.test(key) || !OUT_OF_FIELD.test(key))) continue;
    if (/^(Space|Enter| )$/.test(key) && target.closest(PRESSED) !== null) continue;
    if (handler(event) === false) continue;
    event.preventDefault();
    if (presses) event.stopPropagation();
    return;
  }
  if (event.key === "Escape" && field && popup === null) leave(target);
}

/** Esc gives the keys back to the page: the focus goes to what is around the field. */
function leave(field: Element): void {
  const outside = field.parentElement;
  if (outside === null) return;
  if (outside.tabIndex < 0) outside.tabIndex = -1;
  outside.focus({ preventScroll: true });
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
    if (!listening) {
      window.addEventListener("keydown", onPressKey, { capture: true });
      window.addEventListener("keydown", onKey);
      onShiftAlone((event) => {
        give(event, false);
      });
    }
    listening = true;
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [within]);
}
