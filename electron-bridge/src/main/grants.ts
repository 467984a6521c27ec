import { EventEmitter } from "node:events";
import { lstat, realpath } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import { isRecord } from "./checks.js";

/** Behind a link the system takes `..` otherwise than its text says; Windows takes ".. " for it. */
const PARENT = /(^|[\\/])[. ]*\.\.[. ]*([\\/]|$)/;

/** Folders in which a system shows drives: to grant one would be to grant every drive. */
const DRIVES = ["/media", "/mnt", "/Volumes", "/run/media"];

/** How long a drive may take to answer; and how many are asked at a time, of Node's four threads. */
const ANSWER_MS = 1500;
const LOOKERS = 3;

export interface GrantsOptions {
  /** The application's own folders: neither they, nor what holds or lies in one, can be granted. */
  own?: readonly string[];
  /** The user's home, which cannot be granted as a whole. */
  home?: string;
  /** Told when the list has changed, so that it can be kept. */
  onChange?: () => void;
}

/** A folder or file that a page may name. */
export interface Grant {
  /** As it was picked. */
  path: string;
  /** Where that leads, links followed. */
  real: string;
  added: string;
  /** When a page last named something in it. */
  used?: string;
  /** Why it does not count now; it counts again once it leads to the same place. */
  off?: "gone" | "changed" | "refused" | "silent";
}

/** Grants as they are kept between starts. */
export interface KeptGrants {
  grants: { path: string; real: string; added: string; used?: string }[];
}

const WHY_NOT = {
  system: "it is the whole drive of the system",
  home: "it holds everything of a user",
  drives: "it holds the drives",
  application: "it belongs to the application",
};

/** A folder that may not be granted, such as a whole drive. */
export class GrantRefused extends Error {
  override readonly name = "GrantRefused";

  constructor(
    readonly path: string,
    readonly reason: keyof typeof WHY_NOT,
  ) {
    super(`"${path}" cannot be picked: ${WHY_NOT[reason]}. Pick a folder inside.`);
  }
}

/** Folders that the user has picked, in a dialog or by dropping them: a page may name no other. */
export class Grants {
  #grants: Grant[] = [];
  readonly #toLook = new Set<Grant>();
  readonly #looking = new Set<Grant>();
  readonly #looked = new EventEmitter<{ one: [] }>();
  #lookers = 0;
  readonly #options: GrantsOptions;

  constructor(options: GrantsOptions = {}) {
    this.#options = options;
  }

  /**
   * The grants of an earlier start, each looked at again; gone or changed ones are kept, but off. One
   * on a drive that does not answer is off until it does, and holds nobody up for longer than
   * `withinMs`.
   */
  static async fromJSON(
    kept: unknown,
    options: GrantsOptions = {},
    withinMs = ANSWER_MS,
  ): Promise<Grants> {
    const grants = new Grants(options);
    const list: unknown = isRecord(kept) ? kept.grants : undefined;
    grants.#grants = (Array.isArray(list) ? list : [])
      .filter(isGrant)
      .map((grant) => ({ ...plainly(grant), off: "silent" as const }));
    await grants.lookAgain(withinMs);
    return grants;
  }

  /**
   * Allow a folder, or a single file, and all below it; it must be there. Rejects with GrantRefused
   * for a root, the home, and what belongs to the application.
   */
  async grant(path: string): Promise<void> {
    const real = await realpath(path);
    const why = await this.#whyNot(real);
    if (why !== undefined) throw new GrantRefused(path, why);
    const now = new Date().toISOString();
    const before = this.#grants.find((grant) => grant.real === real);
    const grant = { path: resolve(path), real, added: before?.added ?? now };
    this.#grants = [...this.#grants.filter((each) => each.real !== real), grant];
    this.#options.onChange?.();
  }

  /** Every grant, also those that are off; the first picked comes first. */
  list(): Grant[] {
    return this.#grants.map((grant) => ({ ...grant }));
  }

  /** Take a grant back, by its path; what runs already goes on. Whether there was one. */
  revoke(path: string): boolean {
    const rest = this.#grants.filter((grant) => grant.path !== path && grant.real !== path);
    const found = rest.length < this.#grants.length;
    this.#grants = rest;
    if (found) this.#options.onChange?.();
    return found;
  }

  toJSON(): KeptGrants {
    return { grants: this.#grants.map(plainly) };
  }

  /** Look at each grant again, such as after a drive was plugged in. */
  async lookAgain(withinMs = ANSWER_MS): Promise<void> {
    const all = [...this.#grants];
    const began = all.filter((grant) => !this.#looking.has(grant) && !this.#toLook.has(grant));
    for (const grant of began.sort(likelier)) this.#toLook.add(grant);
    for (let looker = this.#lookers; looker < LOOKERS; looker++) void this.#look();
    const open = (grant: Grant): boolean => this.#looking.has(grant) || this.#toLook.has(grant);
    await within(withinMs, () => !all.some(open), this.#looked);
    for (const grant of all) if (this.#looking.has(grant)) grant.off = "silent";
  }

  /** Look at one grant after another. A drive that is dead holds a thread for minutes. */
  async #look(): Promise<void> {
    this.#lookers++;
    for (let grant = this.#next(); grant !== undefined; grant = this.#next()) {
      this.#toLook.delete(grant);
      this.#looking.add(grant);
      const off = await this.#offOf(grant);
      if (off === undefined) delete grant.off;
      else grant.off = off;
      this.#looking.delete(grant);
      this.#looked.emit("one");
    }
    this.#lookers--;
  }

  /** One that did not answer the last time leaves a thread for those that did. */
  #next(): Grant | undefined {
    const silent = [...this.#looking].filter(({ off }) => off === "silent").length;
    return [...this.#toLook].find(({ off }) => off !== "silent" || silent < LOOKERS - 1);
  }

  /** Whether a path lies in what was granted, links followed; one that is not there yet may too. */
  async allows(path: string): Promise<boolean> {
    return (await this.rootOf(path)) !== undefined;
  }

  /** The granted folder that a path lies in, links followed. */
  async rootOf(path: string): Promise<string | undefined> {
    // Nobody waits for a drive that is known not to answer.
    if (this.offOf(path) === "silent") return undefined;
    const real = await whereItIs(path);
    return real === undefined ? undefined : this.#root(path, real);
  }

  /** Why the grant of a path does not count now, by its name alone. */
  offOf(path: string): Grant["off"] {
    const fit = this.#grants.filter(
      (grant) => inside(grant.path, path) || inside(grant.real, path),
    );
    return fit.every(({ off }) => off !== undefined) ? fit[0]?.off : undefined;
  }

  /** Whether a path may be named that leads to `real`, links followed. */
  holds(path: string, real: string): boolean {
    return this.#root(path, real) !== undefined;
  }

  #root(path: string, real: string): string | undefined {
    if (!isAbsolute(path) || PARENT.test(path)) return undefined;
    const found = this.#grants.find((grant) => !grant.off && inside(grant.real, real));
    if (found !== undefined) found.used = new Date().toISOString();
    return found?.real;
  }

  async #offOf({ path, real }: Grant): Promise<Grant["off"]> {
    const now = await realpath(path).catch(() => undefined);
    if (now === undefined) return "gone";
    if (now !== real) return "changed";
    return (await this.#whyNot(real)) === undefined ? undefined : "refused";
  }

  async #whyNot(real: string): Promise<GrantRefused["reason"] | undefined> {
    const { own = [], home = homedir() } = this.#options;
    if (isSystemRoot(real)) return "system";
    if (inside(real, await whole(home))) return "home";
    for (const folder of drives()) {
      if (inside(real, await whole(folder))) return "drives";
    }
    for (const each of own) {
      const folder = await whole(each);
      if (inside(folder, real) || inside(real, folder)) return "application";
    }
    return undefined;
  }
}

/** Those that answered the last time come first, then those that were used last. */
function likelier(one: Grant, other: Grant): number {
  const silent = ({ off }: Grant): number => Number(off === "silent");
  return silent(one) - silent(other) || (other.used ?? "").localeCompare(one.used ?? "");
}

/** Wait until something is so, but not for ever; `news` tells when to look. */
async function within(
  ms: number,
  so: () => boolean,
  news: EventEmitter<{ one: [] }>,
): Promise<void> {
  if (so()) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(late);
      news.off("one", look);
      resolve();
    };
    const look = (): void => {
      if (so()) end();
    };
    const late = setTimeout(end, ms);
    news.on("one", look);
  });
}

function isSystemRoot(real: string): boolean {
  const { root } = parse(real);
  if (real !== root) return false;
  if (process.platform !== "win32") return true;
  const { SYSTEMDRIVE = "C:" } = process.env;
  return root.toLowerCase().startsWith(SYSTEMDRIVE.toLowerCase());
}

/** A user's drives are shown in a folder of their name. */
function drives(): string[] {
  if (process.platform === "win32") return [];
  const { username } = userInfo();
  return [...DRIVES, join("/media", username), join("/run/media", username)];
}

async function whole(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

function plainly({ path, real, added, used }: Grant): KeptGrants["grants"][number] {
  return { path, real, added, ...(used === undefined ? {} : { used }) };
}

function isGrant(value: unknown): value is Grant {
  if (!isRecord(value)) return false;
  const { path, real, added, used = "" } = value;
  const texts = [path, real, added, used].every((each) => typeof each === "string");
  return texts && isAbsolute(path as string) && isAbsolute(real as string);
}

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Follow links as far as the path exists; undefined where a link leads to nowhere. */
export async function whereItIs(path: string): Promise<string | undefined> {
  const whole = resolve(path);
  const parent = dirname(whole);
  try {
    return await realpath(whole);
  } catch {
    // Whoever wrote through such a link would make a file elsewhere.
    if (parent === whole || (await isThere(whole))) return undefined;
    const above = await whereItIs(parent);
    return above === undefined ? undefined : join(above, relative(parent, whole));
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
