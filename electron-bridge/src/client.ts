import {
  CancellationTokenSource,
  ConnectionError,
  createMessageConnection,
  ErrorCodes,
  ParameterStructures,
  ProgressType,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import { SidecarCrashed, type SidecarNotStarted } from "./errors.js";
import type { InitializeResult, Methods } from "./generated/contract.js";
import { spawnSidecar, type Spawned, type SpawnOptions } from "./spawn.js";
import { endSidecar } from "./stopping.js";

export interface CallOptions<Progress> {
  signal?: AbortSignal;
  onProgress?: (value: Progress) => void;
}

/** A running sidecar, called with types. */
export class SidecarClient {
  readonly #connection: MessageConnection;
  #end: SidecarCrashed | SidecarNotStarted | undefined;
  #stopping: Promise<number | null> | undefined;
  #tokens = 0;

  private constructor(private readonly spawned: Spawned) {
    const { child, ended } = spawned;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    // Writing to a sidecar that has just died is told by its end, below.
    this.#connection.onError(() => undefined);
    child.stdin.on("error", () => undefined);
    // Closing leaves the calls in flight pending; only disposing rejects them.
    this.#connection.onClose(() => void this.stop());
    void ended.then((end) => {
      this.#end = end;
      this.#connection.dispose();
    });
    this.#connection.listen();
  }

  /**
   * Start a sidecar and shake hands; it ends by itself when this process does. Rejects with
   * SidecarNotStarted when there is no such program, or else as `call` does.
   */
  static async start(
    options: SpawnOptions & { catalog?: string },
  ): Promise<{ client: SidecarClient; server: InitializeResult }> {
    const client = new SidecarClient(spawnSidecar(options));
    try {
      const server = await client.call("initialize", {
        client: { name: "@linnet/electron-bridge" },
        processId: process.pid,
        ...(options.catalog === undefined ? {} : { catalog: options.catalog }),
      });
      return { client, server };
    } catch (error) {
      await client.stop();
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.spawned.child.pid;
  }

  /**
   * Call a method. Rejects with ResponseError (`code`, `data.kind`; `data` is a plain string for
   * an unknown method) when the sidecar answers with an error, and with SidecarCrashed when it
   * ends first.
   */
  async call<Name extends keyof Methods>(
    method: Name,
    params: Methods[Name]["params"],
    options: CallOptions<Methods[Name]["progress"]> = {},
  ): Promise<Methods[Name]["result"]> {
    options.signal?.throwIfAborted();
    const cancel = new CancellationTokenSource();
    const abort = (): void => {
      cancel.cancel();
    };
    options.signal?.addEventListener("abort", abort, { once: true });
    const { onProgress } = options;
    const token = `call-${String(++this.#tokens)}`;
    const listening = onProgress
      ? this.#connection.onProgress(
          new ProgressType<Methods[Name]["progress"]>(),
          token,
          onProgress,
        )
      : undefined;
    const sent = onProgress ? { ...params, progress: token } : params;
    try {
      return await this.#connection.sendRequest<Methods[Name]["result"]>(
        method,
        ParameterStructures.byName,
        sent,
        cancel.token,
      );
    } catch (error) {
      if (!this.#isCutOff(error)) throw error;
      await this.stop(); // the connection often breaks before the exit code is known
      throw this.#end ?? error;
    } finally {
      options.signal?.removeEventListener("abort", abort);
      listening?.dispose();
      cancel.dispose();
    }
  }

  /** Ask the sidecar to end, then insist; returns its exit code. */
  stop(): Promise<number | null> {
    return (this.#stopping ??= this.#stop());
  }

  async #stop(): Promise<number | null> {
    await endSidecar(this.spawned, () => void this.#farewell());
    this.#connection.dispose();
    return this.#end instanceof SidecarCrashed ? this.#end.exitCode : null;
  }

  async #farewell(): Promise<void> {
    try {
      await this.#connection.sendRequest("shutdown").catch(() => undefined);
      await this.#connection.sendNotification("exit");
    } catch {
      this.spawned.child.stdin.end(); // nothing can be said any more
    }
  }

  /** Whether the connection failed, not the call: parameters that are not JSON break nothing. */
  #isCutOff(error: unknown): boolean {
    if (!(error instanceof ResponseError)) return error instanceof ConnectionError;
    return (
      error.code === ErrorCodes.PendingResponseRejected ||
      (error.code === ErrorCodes.MessageWriteError && !this.spawned.child.stdin.writable)
    );
  }
}
