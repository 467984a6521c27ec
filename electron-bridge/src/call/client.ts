import type { MessageConnection } from "vscode-jsonrpc/node";
import { callWith, runWith, type Call, type Calls } from "./calls.js";
import type { AnyProgress } from "./types.js";
import { SidecarCrashed, SidecarStopped, type Fault, type SidecarNotStarted } from "./errors.js";
import type {
  CatalogNotice,
  InitializeResult,
  Methods,
  ModelNotice,
} from "../generated/contract.js";
import { spawnSidecar, type Spawned, type SpawnOptions } from "../process/spawn.js";
import { endSidecar, happens, KILL_MS, killSidecar } from "../process/stop.js";
import { connect } from "./connect.js";
import { handshake, type HandshakeOptions } from "./handshake.js";
import type { CallOptions } from "./options.js";
import { asFailure, isCutOff, request } from "./request.js";

/** How long a sidecar that has closed its output may take to end. */
const HUNG_UP_MS = 500;

export interface ClientOptions extends SpawnOptions, HandshakeOptions {
  /** Called with every result; what it throws, the call is rejected with. */
  checkResult?: (method: string, result: unknown) => void;
}

/** A running sidecar, called with types. */
export class SidecarClient implements Calls {
  /** How it ended, once it has, asked to or not. */
  readonly ended: Promise<SidecarCrashed | SidecarNotStarted>;
  readonly #spawned: Spawned;
  readonly #connection: MessageConnection;
  readonly #heeding = new Set<(notice: CatalogNotice) => void>();
  readonly #hearing = new Set<(notice: ModelNotice) => void>();
  #fault: Fault | undefined;
  #stopping: Promise<number | null> | undefined;

  /** Raises SidecarNotStarted; `initialize` comes first then. */
  constructor(private readonly options: ClientOptions) {
    this.#spawned = spawnSidecar(options);
    this.#connection = connect(this.#spawned.child, (fault) => void this.#onFault(fault));
    this.#connection.onNotification("$/catalog", (notice: CatalogNotice) => {
      for (const listener of [...this.#heeding]) listener(notice);
    });
    this.#connection.onNotification("$/model", (notice: ModelNotice) => {
      for (const listener of [...this.#hearing]) listener(notice);
    });
    this.ended = this.#spawned.ended.then((end) => {
      this.#connection.dispose(); // only this rejects the calls in flight
      if (!(end instanceof SidecarCrashed)) return end;
      return new SidecarCrashed(end.exitCode, end.signal, end.stderr, this.#fault);
    });
  }

  /** Start a sidecar and shake hands; it ends by itself when this process does. */
  static async start(
    options: ClientOptions,
  ): Promise<{ client: SidecarClient; server: InitializeResult }> {
    const client = new SidecarClient(options);
    return { client, server: await client.initialize() };
  }

  get pid(): number | undefined {
    return this.#spawned.child.pid;
  }

  /**
   * Shake hands. Rejects with SidecarNotStarted when there is no such program, SidecarMismatch when
   * it is of another version, or else as `call` does; then the sidecar has been ended.
   */
  async initialize(): Promise<InitializeResult> {
    try {
      const server = await handshake(
        (params, limit) => this.#request("initialize", params, limit),
        this.options,
      );
      this.options.checkResult?.("initialize", server);
      return server;
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /**
   * Call a method. Rejects with ResponseError (`code`, `data.kind`; `data` is a plain string for
   * an unknown method) when the sidecar answers with an error, CallTimedOut when it does not
   * answer in time, SidecarCrashed when it ends first, SidecarStopped when it was asked to.
   *
   * An abort rejects with AbortError, whose `cause` is the signal's reason. After the start the
   * sidecar is first asked to give up: the call rejects once it has, or resolves if the result was
   * quicker. A sidecar that hangs does neither, so set `timeoutMs` too where that matters.
   */
  readonly call: Call = callWith((method, params, options) => this.#call(method, params, options));
  readonly run: Calls["run"] = runWith(this.call);

  /** Listen to what changes in the catalog, whoever changes it; returns what ends that. */
  onCatalog(listener: (notice: CatalogNotice) => void): () => void {
    this.#heeding.add(listener);
    return () => void this.#heeding.delete(listener);
  }

  /** Listen to models that begin to fail, are tried again or work again; returns what ends that. */
  onModel(listener: (notice: ModelNotice) => void): () => void {
    this.#hearing.add(listener);
    return () => void this.#hearing.delete(listener);
  }

  /** Ask the sidecar to end, then insist; returns its exit code. */
  stop(withinMs?: number): Promise<number | null> {
    return (this.#stopping ??= this.#stop(withinMs));
  }

  /** End the sidecar at once. */
  async kill(fault?: Fault): Promise<void> {
    this.#fault ??= fault;
    killSidecar(this.#spawned.child);
    await happens(this.ended, KILL_MS);
  }

  async #call(
    method: keyof Methods,
    params: object,
    options: CallOptions<AnyProgress>,
  ): Promise<unknown> {
    if (this.#stopping !== undefined) throw new SidecarStopped();
    const result = await this.#request(method, params, options);
    this.options.checkResult?.(method, result);
    return result;
  }

  async #request<Name extends keyof Methods>(
    method: Name,
    params: Methods[Name]["params"],
    options: CallOptions<Methods[Name]["progress"]>,
  ): Promise<Methods[Name]["result"]> {
    try {
      return await request(this.#connection, method, params, options);
    } catch (error) {
      if (!isCutOff(error, this.#spawned.child.stdin.writable)) {
        throw asFailure(error, options.signal);
      }
      const end = await this.ended; // the connection often breaks before the exit code is known
      throw this.#stopping === undefined ? end : new SidecarStopped();
    }
  }

  async #onFault(fault: Fault): Promise<void> {
    if (this.#stopping !== undefined) return;
    // A sidecar that ends closes its output too, a little before.
    if (fault === "hung up" && (await happens(this.ended, HUNG_UP_MS))) return;
    await this.kill(fault);
  }

  async #stop(withinMs?: number): Promise<number | null> {
    await endSidecar(this.#spawned, () => void this.#farewell(), withinMs);
    this.#connection.dispose();
    const end = await this.ended;
    return end instanceof SidecarCrashed ? end.exitCode : null;
  }

  async #farewell(): Promise<void> {
    try {
      await this.#connection.sendRequest("shutdown").catch(() => undefined);
      await this.#connection.sendNotification("exit");
    } catch {
      this.#spawned.child.stdin.end(); // nothing can be said any more
    }
  }
}
