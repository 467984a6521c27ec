/** Which texts of the engine a person who has no terminal open can use. */
import { i18n } from "@lingui/core";
import { METHODS } from "@linnet/electron-bridge/generated/contract.js";

/** A command, an option, a variable of the environment, or what Python says of itself. */
const COMMAND = /`|\blinnet [a-z]|(?<!\S)\(?--?[a-z]|\bLINNET_|\b\w*(?:Error|Exception)\b|\n/;

/** A field's name in the contract. */
const FIELD = /^\W*[a-z]{2,}[A-Z]\w*\W*$/;

/** A method; not a path that happens to end like one, and no plain word unless it is quoted. */
const SLASHED = METHODS.filter((each) => each.includes("/")).join("|");
const METHOD = new RegExp(`(?<![\\w./\\\\])(?:${SLASHED})\\b|"(?:${METHODS.join("|")})"`);

/** Whether a text names no command, no method and no field. */
export function isPlain(text: string): boolean {
  if (COMMAND.test(text) || METHOD.test(text)) return false;
  // Names of files may be written in any way.
  return !text.split(/\s+/).some((word) => FIELD.test(word) && !/[/\\]|\.\w/.test(word));
}

/** The engine's word for a classifier of a person's own, which the app never says; no part of a path. */
const HEAD = /(?<![\w./\\-])([Hh])ead(s?)(?![\w/\\-]|\.\w)/g;

function spoken(text: string): string {
  return text.replace(HEAD, (_, first: string, end: string) =>
    first === "H" ? `Classifier${end}` : `classifier${end}`,
  );
}

/** A text of the engine where it can stand on the page as it is: in English, if it is plain. */
export function english(text: string | undefined | null): string | undefined {
  if (text == null || text === "" || i18n.locale !== "en") return undefined;
  return isPlain(text) ? spoken(text) : undefined;
}
