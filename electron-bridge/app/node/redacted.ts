/** Hides who a person is in a text that they pass on: their home folder, and their user's name. */
import { homedir, userInfo } from "node:os";

export interface Person {
  home: string;
  user: string;
}

/** Names that many computers have: they say of nobody who they are. */
const COMMON = new Set(["root", "user", "admin", "administrator", "linnet", "public", "shared"]);

/** A shorter name is a part of many words, so it counts only as a folder. */
const LEAST = 3;

const HIDDEN = "(user)";

/** Folders of people, on each system; what follows is somebody's name. */
const HOMES = /((?:[\\/]+|^)(?:home|Users|Documents and Settings)[\\/]+)([^\\/\s"'<>|:;,)]+)/gi;

export function thisPerson(): Person {
  try {
    return { home: homedir(), user: userInfo().username };
  } catch {
    // A user whom the system does not know.
    return { home: homedir(), user: "" };
  }
}

/** The text with "~" for the home folder, and without names of users. */
export function redacted(text: string, { home, user }: Person): string {
  const all = [...spellings(home)].sort((one, other) => other.length - one.length);
  let found = text;
  for (const each of all) {
    // Windows and macOS do not tell letters apart by their case.
    found = found.replace(new RegExp(`${quoted(each)}(?![\\p{L}\\p{N}_-])`, "giu"), "~");
  }
  found = found.replace(HOMES, (whole, before: string, name: string) =>
    COMMON.has(name.toLowerCase()) ? whole : `${before}${HIDDEN}`,
  );
  if (user === "" || COMMON.has(user.toLowerCase())) return found;
  const name = `${quoted(user)}|${quoted(encodeURIComponent(user))}`;
  const word =
    user.length < LEAST
      ? `(?<=[\\\\/])(?:${name})(?=[\\\\/"'\\s]|$)`
      : `(?<![\\p{L}\\p{N}_])(?:${name})(?![\\p{L}\\p{N}_])`;
  return found.replace(new RegExp(word, "giu"), HIDDEN);
}

/** A folder as it is written in paths, in JSON, and in addresses. */
function spellings(home: string): Set<string> {
  const plain = home.replace(/[\\/]+$/, "");
  if (plain === "" || /^[a-z]:$/i.test(plain)) return new Set();
  const slashed = plain.replaceAll("\\", "/");
  return new Set([plain, slashed, plain.replaceAll("\\", "\\\\"), encodeURI(slashed)]);
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
