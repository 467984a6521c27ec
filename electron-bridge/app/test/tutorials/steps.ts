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

export interface Tutorial {
  title: string;
  steps: Step[];
  /** Commands of a terminal with what they print; "…" stands for anything. */
  commands: { command: string; prints: string }[];
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
  [`(?:says|shows|lists|and) ${BOLD}`, (text) => ({ kind: "see", text })],
  [`!\\[([^\\]]+)\\]\\(pictures/([^)]+)\\)`, (alt, file) => ({ kind: "picture", file, alt })],
];

const ANY = new RegExp(RULES.map(([pattern]) => pattern).join("|"), "g");

export function read(markdown: string): Tutorial {
  const [, title = ""] = /^# (.+)$/m.exec(markdown) ?? [];
  const steps = [...markdown.matchAll(/^(\d+)\. ([\s\S]*?)(?=\n\d+\. |\n\n(?! )|$(?![\s\S]))/gm)];
  return {
    title,
    steps: steps.map(([, number, body = ""]) => {
      const text = body.replace(/\s+/g, " ").trim();
      return { number: Number(number), text, acts: acts(text) };
    }),
    commands: commands(markdown),
  };
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

/** Blocks of a terminal: each line that begins with "$ ", and what is printed after it. */
function commands(markdown: string): Tutorial["commands"] {
  return [...markdown.matchAll(/^```console\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((each) => {
        const [command = "", ...lines] = each.trimEnd().split("\n");
        return { command, prints: lines.join("\n") };
      }),
  );
}
