import { EventEmitter } from "node:events";
import { callWith, runWith, type Call, type Calls } from "../call/calls.js";
import type { AnyProgress } from "../call/types.js";
import { CallTimedOut, SidecarStopped } from "../call/errors.js";
import {
  SUBJECTS,
  type CatalogNotice,
  type InitializeResult,
  type Methods,
  type ModelNotice,
} from "../generated/contract.js";
import { inTime } from "../call/deadline.js";
import { Life, type LifeOptions } from "./life.js";
import { LastLines } from "../process/lines.js";
import { stopBeforeQuit, type Consent, type Quitting } from "./quitting.js";
import type { CallOptions } from "../call/options.js";

export type SidecarState = "stopped" | "starting" | "ready" | "restarting" | "failed" | "stopping";

export interface SidecarOptions extends LifeOptions {
  /** Lines of the log that are kept. */
  logLines?: number;
}

/**
 * A sidecar that is started again when it crashes; emits `state`, `log` for each line, `catalog` when
 * the catalog changed, and `model` when a model fails or works again. After a restart anything may have changed, and revisions begin anew.
 */
export class Sidecar
  extends EventEmitter<{
    state: [SidecarState];
    log: [string];
    catalog: [CatalogNotice];
    model: [ModelNotice];
  }>
  implements Calls
{
  #state: SidecarState = "stopped";
  #failure: unknown;
  #life: Life | undefined;
  #stopping: Promise<void> | undefined;
  readonly #log: LastLines;

  constructor(private readonly options: SidecarOptions) {
    super();
    this.#log = new LastLines(options.logLines ?? 500);
  }

  get state(): SidecarState {
    return this.#state;
  }

  /** Why starting it was given up; undefined unless it has failed. */
  get failure(): unknown {
    return this.#failure;
  }

  /** The last lines that the sidecar, and those before it, logged. */
  get log(): readonly string[] {
    return this.#log.read();
  }

  get pid(): number | undefined {
    return this.#life?.client?.pid;
  }

  /**
   * Start, unless it runs already; resolves when it is ready. Rejects as SidecarClient's
   * `initialize` does; with SidecarCrashed or CallTimedOut only once every restart has failed.
   */
  async start(): Promise<InitializeResult> {
    if (this.#stopping !== undefined) await this.#stopping;
    if (this.#life === undefined || this.#state === "failed") {
      this.#set("starting");
      const onLog = (line: string): void => {
        this.#keep(line);
      };
      const onCatalog = (notice: CatalogNotice): void => {
        queueMicrotask(() => this.emit("catalog", notice));
      };
      const onModel = (notice: ModelNotice): void => {
        queueMicrotask(() => this.emit("model", notice));
      };
      const onState = (state: "ready" | "restarting" | "failed", why?: unknown): void => {
        const again = state === "ready" && this.#state === "restarting";
        this.#set(state, why);
        if (again) onCatalog({ revision: 0, touched: [...SUBJECTS] });
      };
      this.#life = new Life({ ...this.options, onLog }, onState, onCatalog, onModel);
    }
    return (await this.#life.ready).server;
  }

  /** Ask the sidecar to end, then insist; calls in flight and later ones reject. */
  stop(withinMs?: number): Promise<void> {
    return (this.#stopping ??= this.#stop(withinMs).finally(() => {
      this.#stopping = undefined;
    }));
  }

  /** Stop before the application quits; with `consent`, only if that says so. */
  stopWith(app: Quitting, consent?: Consent): void {
    stopBeforeQuit(
      app,
      () => this.#life !== undefined && this.#state !== "failed",
      (withinMs) => this.stop(withinMs),
      consent,
    );
  }

  /**
   * Call a method as SidecarClient's `call` does; while the sidecar (re)starts, wait for it. A call
   * in flight at a crash rejects with SidecarCrashed, and whether to repeat it is the caller's to
   * say. After the last restart has failed, every call rejects with the reason.
   */
  readonly call: Call = callWith((method, params, options) => this.#call(method, params, options));
  readonly run: Calls["run"] = runWith(this.call);

  /** Listen to what changes in the catalog, as `on("catalog")`; returns what ends that. */
  onCatalog(listener: (notice: CatalogNotice) => void): () => void {
    this.on("catalog", listener);
    return () => void this.off("catalog", listener);
  }

  /** Listen to models that begin to fail, as `on("model")`; returns what ends that. */
  onModel(listener: (notice: ModelNotice) => void): () => void {
    this.on("model", listener);
    return () => void this.off("model", listener);
  }

  async #call(
    method: keyof Methods,
    params: object,
    options: CallOptions<AnyProgress>,
  ): Promise<unknown> {
    const life = this.#life;
    if (life === undefined) throw new SidecarStopped();
    if (this.#state === "ready" && life.client) return life.client.call(method, params, options);
    const { signal, timeoutMs } = options;
    const until = performance.now() + (timeoutMs ?? Infinity);
    const late = (): Error => new CallTimedOut(method, timeoutMs ?? 0);
    const { client } = await inTime(life.ready, timeoutMs, late, signal);
    const left = Math.max(0, until - performance.now());
    try {
      return await client.call(method, params, { ...options, timeoutMs: left });
    } catch (error) {
      throw error instanceof CallTimedOut ? late() : error; // with the time that was asked for
    }
  }

  async #stop(withinMs?: number): Promise<void> {
    if (this.#life === undefined) return;
    this.#set("stopping");
    const life = this.#life;
    this.#life = undefined;
    await life.end(withinMs);
    this.#set("stopped");
  }

  #keep(line: string): void {
    this.#log.add(line);
    this.options.onLog?.(line);
    this.emit("log", line);
  }

  #set(state: SidecarState, why?: unknown): void {
    this.#state = state;
    this.#failure = why;
    // A listener that throws must not take the supervision down with it.
    queueMicrotask(() => this.emit("state", state));
  }
}
