import { setTimeout } from "node:timers/promises";
import { SidecarClient, type ClientOptions } from "../call/client.js";
import { CallTimedOut, SidecarCrashed, SidecarStopped } from "../call/errors.js";
import type { CatalogNotice, InitializeResult, ModelNotice } from "../generated/contract.js";
import { watchHealth, type HealthOptions } from "./health.js";
import { Later } from "./later.js";
import { Restarts, type RestartOptions } from "./restarts.js";

export interface LifeOptions extends ClientOptions {
  restart?: RestartOptions;
  /** Off unless given. */
  health?: HealthOptions;
}

/** From a start to its stop, or until starting again is given up. */
export class Life {
  client: SidecarClient | undefined;
  readonly #over: Promise<void>;
  readonly #ending = new AbortController();
  #ready = new Later<{ client: SidecarClient; server: InitializeResult }>();

  constructor(
    private readonly options: LifeOptions,
    private readonly tell: (state: "ready" | "restarting" | "failed", why?: unknown) => void,
    private readonly onCatalog: (notice: CatalogNotice) => void,
    private readonly onModel: (notice: ModelNotice) => void,
  ) {
    this.#over = this.#live();
  }

  /** The sidecar that can be called, once there is one; rejects when there will be none. */
  get ready(): Promise<{ client: SidecarClient; server: InitializeResult }> {
    return this.#ready.promise;
  }

  async end(withinMs?: number): Promise<void> {
    this.#ending.abort();
    this.#ready.reject(new SidecarStopped());
    await this.client?.stop(withinMs);
    await this.#over;
  }

  async #live(): Promise<void> {
    const restarts = new Restarts(this.options.restart);
    const { signal } = this.#ending;
    for (;;) {
      const { end, servedMs } = await this.#serve();
      if (signal.aborted) return;
      if (servedMs !== undefined) this.#ready = new Later();
      const crashed = end instanceof SidecarCrashed || end instanceof CallTimedOut;
      const waitMs = crashed ? restarts.crashed(servedMs ?? 0) : undefined;
      if (waitMs === undefined) {
        this.#ready.reject(end);
        this.tell("failed", end);
        return;
      }
      this.tell("restarting");
      if (!(await setTimeout(waitMs, true, { signal }).catch(() => false))) return;
    }
  }

  /** Start one sidecar; returns why it ended, and for how long it could be called, if it could. */
  async #serve(): Promise<{ end: unknown; servedMs?: number }> {
    try {
      const client = new SidecarClient(this.options);
      this.client = client;
      client.onCatalog(this.onCatalog);
      client.onModel(this.onModel);
      const server = await client.initialize();
      const since = performance.now();
      const over = new AbortController();
      if (!this.#ending.signal.aborted) {
        this.#ready.resolve({ client, server });
        this.tell("ready");
        if (this.options.health) void watchHealth(client, this.options.health, over.signal);
      }
      const end = await client.ended;
      over.abort();
      return { end, servedMs: performance.now() - since };
    } catch (error) {
      return { end: error };
    }
  }
}
