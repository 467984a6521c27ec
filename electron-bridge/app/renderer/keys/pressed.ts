/** The name of a key that is pressed, as the table of commands writes it. */

const MODIFIERS = ["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock", "Fn", "OS"];

/** Keys of the system, of text, and of moving through the page: no command may take them. */
const TAKEN = [
  ["Escape", "Tab", "Shift+Tab", "F6", "Shift+F6", "Alt+F4", "Alt+Tab", "F11", "F12"],
  ["$mod+c", "$mod+v", "$mod+x", "$mod+q", "$mod+w", "$mod+r", "$mod+Tab"],
].flat();

/** Whether a key is of the system, of text or of moving through the page. */
export function isTaken(key: string): boolean {
  const known = TAKEN.some((each) => each.toLowerCase() === key.toLowerCase());
  return known || /(^|\+)Meta\+/.test(key);
}

export type Pressed =
  /** A key that a command may have. */
  | { key: string }
  /** One that it may not; its name is as it is shown. */
  | { taken: string }
  /** Only a part of a key, such as Shift alone, or an accent that waits for its letter. */
  | undefined;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (name: string) => boolean;
};

export function pressed(event: Press, mac = navigator.userAgent.includes("Mac")): Pressed {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (MODIFIERS.includes(key) || ["Dead", "Process", "Unidentified"].includes(key))
    return undefined;
  // AltGr, which some systems tell as Ctrl and Alt, makes a character; it is no modifier.
  const makes = key.length === 1 && event.getModifierState?.("AltGraph") === true;
  const held = [
    !makes && (mac ? metaKey : ctrlKey) && "$mod",
    !makes && mac && ctrlKey && "Control",
    !makes && !mac && metaKey && "Meta",
    !makes && altKey && "Alt",
    shiftKey && "Shift",
  ].filter((each) => each !== false);
  const last = key === " " ? "Space" : key === "+" ? "Plus" : key;
  const name = [...held, last.length === 1 ? last.toLowerCase() : last].join("+");
  // No key that the table can name has a plus sign in it.
  if (isTaken(name) || last === "Plus") return { taken: name };
  return { key: name };
}
