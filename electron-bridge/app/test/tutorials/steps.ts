/**
 * Reads a tutorial: what its numbered steps ask of a person, and what they say the page shows.
 *
 * Bold words are those on the screen, and code is what a person types, presses or picks. A step
 * that holds either where no sentence below explains it is an error, so no step goes untested.
 */

export type Act =
  | { kind: "press"; name: string; picks?: string }
  | { kind: "key"; keys: string }
  | { kind: "write"; text: string; field: string }
  | { kind: "choose"; option: string; field: string }
  | { kind: "see"; text: string }
  | { kind: "picture"; file: string; alt: string };

export interface Step {
  number: number;
  text: string;
  acts: Act[];
}

/** A command of a terminal with what it prints; "…" stands for anything. */
export interface Command {
  command: string;
  prints: string;
}

/** Steps in the app and commands at a terminal, in the order of the text. */
export interface Tutorial {
  title: string;
  parts: (Step | Command)[];
}

type Rule = [pattern: string, act: (...found: string[]) => Act];

const BOLD = "\\*\\*([^*]+)\\*\\*";
const CODE = "`([^`]+)`";

/** Sentences that mean something, the longest first where one begins as another does. */
const RULES: readonly Rule[] = [
  [`[Pp]ress ${BOLD},? and choose ${CODE}`, (name, picks) => ({ kind: "press", name, picks })],
  [`[Pp]ress ${BOLD}`, (name) => ({ kind: "press", name })],
  [`[Pp]ress ${CODE}`, (keys) => ({ kind: "key", keys })],
  [`[Ww]rite ${CODE} in ${BOLD}`, (text, field) => ({ kind: "write", text, field })],
  [`[Cc]hoose ${BOLD} in ${BOLD}`, (option, field) => ({ kind: "choose", option, field })],
  [`(?:says|shows|lists|with|and) ${BOLD}`, (text) => ({ kind: "see", text })],
  [`!\\[([^\\]]+)\\]\\(pictures/([^)]+)\\)`, (alt, file) => ({ kind: "picture", file, alt })],
];

const ANY = new RegExp(RULES.map(([pattern]) => pattern).join("|"), "g");

const STEP = /^(\d+)\. ([\s\S]*?)(?=\n\d+\. |\n\n(?! )|\s*$(?![\s\S]))/;
const TERMINAL = /^```console\n([\s\S]*?)^```/;
const PART = new RegExp(`${STEP.source}|${TERMINAL.source}`, "gm");

export function read(markdown: string): Tutorial {
  const [, title = ""] = /^# (.+)$/m.exec(markdown) ?? [];
  const found = [...markdown.matchAll(PART)];
  const parts = found.flatMap(([, number, body = "", block]): Tutorial["parts"] => {
    if (block !== undefined) return commands(block);
    const text = body.replace(/\s+/g, " ").trim();
    return [{ number: Number(number), text, acts: acts(text) }];
  });
  return { title, parts };
}

function acts(text: string): Act[] {
  const found: Act[] = [];
  const rest = text.replace(ANY, (sentence) => {
    for (const [pattern, act] of RULES) {
      const [whole, ...groups] = new RegExp(`^${pattern}$`).exec(sentence) ?? [];
      if (whole !== undefined) {
        found.push(act(...groups));
        break;
      }
    }
    return "";
  });
  const [unread] = /\*\*[^*]+\*\*|`[^`]+`/.exec(rest) ?? [];
  if (unread !== undefined) throw new Error(`No test understands ${unread} in: ${text}`);
  return found;
}

/** Each line that begins with "$ ", and what is printed after it. */
function commands(block: string): Command[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((each) => {
      const [command = "", ...lines] = each.trimEnd().split("\n");
      return { command, prints: lines.join("\n") };
    });
}
