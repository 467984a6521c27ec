import { once } from "node:events";
import {
  CancellationTokenSource,
  createMessageConnection,
  ParameterStructures,
  ProgressType,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import { SidecarCrashed } from "./errors.js";
import type { InitializeResult, Methods } from "./generated/contract.js";
import { spawnSidecar, type Spawned, type SpawnOptions } from "./spawn.js";

/** How long each step of stopping may take before the next, harder one. */
const STEP_MS = 2000;

export interface CallOptions<Progress> {
  signal?: AbortSignal;
  onProgress?: (value: Progress) => void;
}

/** A running sidecar, called with types. */
export class SidecarClient {
  readonly #connection: MessageConnection;
  readonly #ended: Promise<SidecarCrashed>;
  #tokens = 0;

  private constructor(private readonly spawned: Spawned) {
    const { child, log } = spawned;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    // Writing to a sidecar that has just died is told by its end, below.
    this.#connection.onError(() => undefined);
    child.stdin.on("error", () => undefined);
    this.#ended = new Promise((resolve) => {
      child.once("error", (error) => {
        resolve(new SidecarCrashed(null, null, [error.message]));
      });
      child.once("exit", (code, signal) => {
        resolve(new SidecarCrashed(code, signal, [...log]));
      });
    });
    this.#connection.listen();
  }

  /** Start a sidecar and shake hands; it ends by itself when this process does. */
  static async start(
    options: SpawnOptions & { catalog?: string },
  ): Promise<{ client: SidecarClient; server: InitializeResult }> {
    const client = new SidecarClient(spawnSidecar(options));
    const server = await client.call("initialize", {
      client: { name: "@linnet/electron-bridge" },
      processId: process.pid,
      ...(options.catalog === undefined ? {} : { catalog: options.catalog }),
    });
    return { client, server };
  }

  get pid(): number | undefined {
    return this.spawned.child.pid;
  }

  /**
   * Call a method. Rejects with ResponseError (`code`, `data.kind`) when the sidecar answers with
   * an error, and with SidecarCrashed when it ends first.
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
      return await Promise.race([
        this.#connection.sendRequest<Methods[Name]["result"]>(
          method,
          ParameterStructures.byName,
          sent,
          cancel.token,
        ),
        this.#ended.then((crashed) => Promise.reject(crashed)),
      ]);
    } finally {
      options.signal?.removeEventListener("abort", abort);
      listening?.dispose();
      cancel.dispose();
    }
  }

  /** Ask the sidecar to end, then insist; returns its exit code. */
  async stop(): Promise<number | null> {
    const { child } = this.spawned;
    const harder = [
      () => {
        this.#farewell();
      },
      () => child.stdin.end(),
      () => child.kill("SIGTERM"),
      () => child.kill("SIGKILL"),
    ];
    for (const step of harder) {
      if (child.exitCode !== null || child.signalCode !== null) break;
      const gone = once(child, "exit", { signal: AbortSignal.timeout(STEP_MS) });
      step();
      await gone.catch(() => undefined);
    }
    this.#connection.dispose();
    return child.exitCode;
  }

  #farewell(): void {
    const said = this.#connection
      .sendRequest("shutdown")
      .then(() => this.#connection.sendNotification("exit"));
    said.catch(() => undefined); // it ended before it could answer, which is what was wanted
  }
}
