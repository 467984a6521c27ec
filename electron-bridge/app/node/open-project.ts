/** Which catalog is open; its engine, its jobs, and how another one takes its place. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, extname, join } from "node:path";
import { ResponseError, Sidecar, findSidecar, type Places } from "@linnet/electron-bridge/index.js";
import type { Outcome, PageError } from "@linnet/electron-bridge/api.js";
import { ERROR_CODES } from "@linnet/electron-bridge/generated/contract.js";
import { Engine, type Supervised } from "@linnet/electron-bridge/main/engine.js";
import { asPageError } from "@linnet/electron-bridge/main/failures.js";
import type { Jobs } from "@linnet/electron-bridge/main/jobs.js";
import type { MainErrorKind, Picked, Project } from "../shared/app-api.js";
import { backupsOf } from "./backups.js";
import type { SettingsFile } from "./settings-file.js";

/** A hung engine is ended and started again; a busy one answers this much sooner. */
const HEALTH = { everyMs: 15_000, timeoutMs: 60_000 };

/** How long the drive of a project may take to answer. */
const ANSWER_MS = 5000;

/** The project's own troubles, which another start of the engine would meet again. */
const UNUSABLE: ReadonlySet<string> = new Set(["CatalogUnavailable", "StorageFull"]);

const LEFT: PageError = {
  code: ERROR_CODES.RequestCancelled,
  kind: "RequestCancelled",
  message: "Cancelled.",
};

const OPENING: PageError = {
  code: ERROR_CODES.Conflict,
  kind: "Opening" satisfies MainErrorKind,
  message: "A project is being opened already.",
  hint: "Wait until it is open.",
};

export interface EnginePlaces {
  sidecar: Places;
  /** Where the lists of jobs are kept. */
  jobs: string;
  env: Readonly<Record<string, string | undefined>>;
  onLog: (line: string) => void;
}

export class OpenProject {
  /** Catalogs that a person chose, and whether one is to be made there. */
  readonly #chosen = new Map<string, boolean>();
  readonly #usual: string;
  #path: string;
  #sidecar: Sidecar | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #opening = false;
  /** Copies of the project that were there before it was opened. */
  #copies: ReadonlySet<string> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly jobs: Jobs,
    private readonly settings: SettingsFile,
    private readonly places: EnginePlaces,
    /** Whether what runs may be stopped for another project. */
    private readonly mayStop: () => Promise<boolean>,
  ) {
    this.#usual = join(engineHome(places.env), "catalog.sqlite");
    this.#path = settings.own.project ?? this.#usual;
  }

  get now(): Project {
    return named(this.#path);
  }

  get recent(): Project[] {
    return this.settings.own.recent.map(named);
  }

  /** The copy of the project as it was, if its tables were brought up to date at its opening. */
  async backup(): Promise<string | null> {
    const before = this.#copies;
    if (before === undefined) return null;
    const now = await backupsOf(this.#path);
    return [...now].find((each) => !before.has(each)) ?? null;
  }

  get pid(): number | undefined {
    return this.#sidecar?.pid;
  }

  /** Start the engine of the last project; how that went, the engine's state tells. */
  start(): Promise<void> {
    return this.#inTurn(() => this.#start(this.#path)).catch(() => undefined);
  }

  /** A person chose this catalog: the page may ask to open it. */
  allow(path: string, isNew: boolean): Picked {
    this.#chosen.set(path, isNew);
    return { path, name: basename(path), isFolder: false };
  }

  mayOpen(path: string): boolean {
    return path === this.#path || this.#chosen.has(path) || this.settings.own.recent.includes(path);
  }

  /** Open another project, or this one again. One that cannot be opened leaves the one before. */
  async open(path: string): Promise<Outcome<Project>> {
    if (this.#opening) return { ok: false, error: OPENING };
    this.#opening = true;
    try {
      return await this.#inTurn(() => this.#open(path));
    } finally {
      this.#opening = false;
    }
  }

  async #open(path: string): Promise<Outcome<Project>> {
    const before = this.#path;
    if (!this.#isNew(path) && !(await isThere(path)))
      return { ok: false, error: asPageError(notThere(path)) };
    if (this.jobs.busy && !(await this.mayStop())) return { ok: false, error: LEFT };
    await this.jobs.close();
    try {
      await this.#start(path);
    } catch (error) {
      // The one before was fine, or its state tells why not.
      if (path !== before) await this.#start(before).catch(() => undefined);
      return { ok: false, error: asPageError(error) };
    }
    this.#chosen.set(path, false);
    const recent = [...new Set([path, before, ...this.settings.own.recent])];
    // It is open all the same; `settings.trouble` tells that it will not be next time.
    await this.settings.keep({ project: path, recent: recent.slice(0, 20) }).catch(() => undefined);
    return { ok: true, value: this.now };
  }

  /** An engine never makes a catalog in the place of one that is not there now. */
  #isNew(path: string): boolean {
    return this.#chosen.get(path) ?? path === this.#usual;
  }

  async #start(path: string): Promise<void> {
    this.#path = path;
    this.#copies = undefined;
    // Not after the drive has answered: what the page asks meanwhile waits for this project.
    await this.engine.open(this.#found(path));
    await this.#looked();
    const key = createHash("sha256").update(path).digest("hex").slice(0, 16);
    await this.jobs.open(join(this.places.jobs, `${key}.json`));
  }

  /** The engine starts with any file, and says what is wrong with it when it is asked. */
  async #looked(): Promise<void> {
    try {
      await this.engine.call("query", { select: "runs", limit: 1 });
    } catch (error) {
      // No page could show anything of such a project, so the engine's state tells why.
      if (UNUSABLE.has(asPageError(error).kind)) {
        await this.engine.open(failed(error)).catch(() => undefined);
      }
      throw error;
    }
  }

  async #found(path: string): Promise<Supervised> {
    const there = await isThere(path);
    if (!there && !this.#isNew(path)) return failed(notThere(path));
    if (there) this.#copies = await backupsOf(path);
    return this.#made(path);
  }

  #made(catalog: string): Supervised {
    const own = Object.entries(this.places.env).filter(
      (each): each is [string, string] => each[0].startsWith("LINNET_") && each[1] !== undefined,
    );
    const env = { ...Object.fromEntries(own), LINNET_CATALOG: "" };
    try {
      const program = findSidecar(this.places.sidecar);
      const options = { ...program, env, catalog, health: HEALTH, onLog: this.places.onLog };
      return (this.#sidecar = new Sidecar(options));
    } catch (error) {
      return failed(error);
    }
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** A drive that does not answer is as one that is not connected. */
async function isThere(path: string): Promise<boolean> {
  const found = stat(path).then(
    () => true,
    () => false,
  );
  const signal = AbortSignal.timeout(ANSWER_MS);
  const late = once(signal, "abort").then(() => false);
  return Promise.race([found, late]);
}

function named(path: string): Project {
  return { path, name: basename(path, extname(path)) };
}

function notThere(path: string): Error {
  return new ResponseError(ERROR_CODES.CatalogUnavailable, "The project's file is not there.", {
    kind: "CatalogUnavailable",
    path,
    hint: "Plug in its drive, or open another project.",
  });
}

/** An engine that cannot be started; it says why, as one that has crashed does. */
function failed(failure: unknown): Supervised {
  const reject = (): Promise<never> => Promise.reject(failure as Error);
  return {
    state: "failed",
    failure,
    log: [],
    call: reject,
    start: reject,
    stop: () => Promise.resolve(),
    on: (_event, listener) => {
      queueMicrotask(() => {
        listener("failed");
      });
    },
  };
}

/** The engine's own folder, which its command line uses too. */
export function engineHome(
  env: EnginePlaces["env"],
  platform = process.platform,
  home = homedir(),
): string {
  if (env.LINNET_HOME !== undefined && env.LINNET_HOME !== "") return env.LINNET_HOME;
  if (platform === "win32") {
    return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "linnet");
  }
  if (platform === "darwin") return join(home, "Library", "Application Support", "linnet");
  const { XDG_DATA_HOME: data = "" } = env;
  return join(data.trim() === "" ? join(home, ".local", "share") : data, "linnet");
}
