import { randomInt } from "node:crypto";
import { EventEmitter } from "node:events";
import type { EngineState } from "../api.js";
import { callWith, runWith, type Call, type Calls } from "../call/calls.js";
import { ProjectChanged, SidecarStopped } from "../call/errors.js";
import type { CallOptions } from "../call/options.js";
import type { AnyProgress } from "../call/types.js";
import type { CatalogNotice, InitializeResult, Methods } from "../generated/contract.js";
import { stopBeforeQuit, type Consent, type Quitting } from "../supervise/quitting.js";
import type { SidecarState } from "../supervise/supervisor.js";
import { asPageError } from "./failures.js";

/** Lines of the log that a page is told of a failure. */
const TOLD_LINES = 50;

/** What is needed of `Sidecar`. */
export interface Supervised {
  readonly state: SidecarState;
  readonly failure: unknown;
  readonly log: readonly string[];
  readonly call: Call;
  start(): Promise<InitializeResult>;
  stop(withinMs?: number): Promise<void>;
  on(event: "state", listener: (state: SidecarState) => void): unknown;
  onCatalog?(listener: (notice: CatalogNotice) => void): () => void;
}

/** The engine of the open project: what is called stays the same while projects are changed. */
export class Engine
  extends EventEmitter<{ state: [EngineState]; catalog: [CatalogNotice] }>
  implements Calls
{
  #sidecar: Supervised | undefined;
  #project = newProject();
  /** Calls wait for it while a project is being opened. */
  #swapped: Promise<void> = Promise.resolve();
  /** Openings whose sidecar is still looked for, or waits for the one before to end. */
  #opening = 0;

  /** How the engine is now. */
  get now(): EngineState {
    const none = this.#opening > 0 ? "starting" : "stopped";
    const { state = none, failure, log = [] } = this.#sidecar ?? {};
    return {
      state,
      project: this.#project,
      ...(state === "failed"
        ? { error: asPageError(failure), stderr: log.slice(-TOLD_LINES) }
        : {}),
    };
  }

  /** Names the open project; a page is told it, and names it in media addresses. */
  get project(): number {
    return this.#project;
  }

  /**
   * Stop the present project's sidecar and start another. Calls under way reject with
   * ProjectChanged; those that come meanwhile wait, also for a sidecar that is still looked for.
   * Rejects as `Sidecar.start` does.
   */
  async open(next: Supervised | Promise<Supervised>): Promise<InitializeResult> {
    this.#opening++;
    const started = this.#swapped
      .then(() => this.#swapTo(next))
      .finally(() => {
        this.#opening--;
      });
    this.#swapped = started.then(
      () => undefined,
      () => undefined,
    );
    return (await started).ready;
  }

  /** Start the open project's sidecar again after it has failed. */
  async start(): Promise<InitializeResult> {
    if (this.#sidecar === undefined) throw new SidecarStopped();
    return this.#sidecar.start();
  }

  async stop(withinMs?: number): Promise<void> {
    await this.#sidecar?.stop(withinMs);
  }

  /** Stop before the application quits; with `consent`, only if that says so. */
  stopWith(app: Quitting, consent?: Consent): void {
    const running = (): boolean => !["stopped", "failed"].includes(this.now.state);
    stopBeforeQuit(app, running, (withinMs) => this.stop(withinMs), consent);
  }

  readonly call: Call = callWith((method, params, options) => this.#call(method, params, options));
  readonly run: Calls["run"] = runWith(this.call);

  /** Listen to what changes in the open project's catalog; returns what ends that. */
  onCatalog(listener: (notice: CatalogNotice) => void): () => void {
    this.on("catalog", listener);
    return () => void this.off("catalog", listener);
  }

  /** In an object, so that calls wait for the swap and not for the start. */
  async #swapTo(
    found: Supervised | Promise<Supervised>,
  ): Promise<{ ready: Promise<InitializeResult> }> {
    const last = this.#sidecar;
    this.#project = newProject();
    this.#sidecar = undefined;
    this.emit("state", { state: "starting", project: this.#project });
    await last?.stop();
    const next = await found;
    this.#sidecar = next;
    next.on("state", () => {
      if (this.#sidecar === next) this.emit("state", this.now);
    });
    next.onCatalog?.((notice) => {
      if (this.#sidecar === next) this.emit("catalog", notice);
    });
    return { ready: next.start() };
  }

  async #call(
    method: keyof Methods,
    params: object,
    options: CallOptions<AnyProgress>,
  ): Promise<unknown> {
    await this.#swapped;
    const sidecar = this.#sidecar;
    if (sidecar === undefined) throw new SidecarStopped();
    try {
      const call = sidecar.call as (...all: unknown[]) => Promise<unknown>;
      return await call(method, params, options);
    } catch (error) {
      throw this.#sidecar === sidecar ? error : new ProjectChanged();
    }
  }
}

/** No two openings have the same number, not even in two starts of the application. */
function newProject(): number {
  return randomInt(1, 2 ** 48 - 1);
}
