/** What of Electron's main process the bridge touches, without Electron. */
import { EventEmitter } from "node:events";
import type { IpcEvent, IpcMain, Page } from "../src/main/index.js";
import type { IpcRenderer } from "../src/preload.js";

export class FakePage implements Page {
  readonly sent: unknown[][] = [];
  readonly #events = new EventEmitter();
  #destroyed = false;

  send(...message: unknown[]): void {
    this.sent.push(message);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  once(event: "destroyed", listener: () => void): void {
    this.#events.once(event, listener);
  }

  on(event: string, listener: () => void): void {
    this.#events.on(event, listener);
  }

  destroy(): void {
    this.#destroyed = true;
    this.#events.emit("destroyed");
  }

  navigate(): void {
    this.#events.emit("did-navigate");
  }
}

type Listener = (event: IpcEvent, ...values: unknown[]) => unknown;

export class FakeIpc implements IpcMain {
  readonly #handlers = new Map<string, Listener>();
  readonly #events = new EventEmitter();

  handle(channel: string, listener: Listener): void {
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  on(channel: string, listener: Listener): void {
    this.#events.on(channel, listener);
  }

  removeListener(channel: string, listener: Listener): void {
    this.#events.removeListener(channel, listener);
  }

  invoke(channel: string, event: IpcEvent, ...values: unknown[]): unknown {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return handler(event, ...values);
  }

  emit(channel: string, event: IpcEvent, ...values: unknown[]): void {
    this.#events.emit(channel, event, ...values);
  }
}

/** What a preload sends arrives at main as from this page and frame. */
export function rendererOf(
  ipc: FakeIpc,
  sender: FakePage,
  senderFrame: IpcEvent["senderFrame"],
): Pick<IpcRenderer, "invoke" | "send"> {
  return {
    invoke: (channel, ...values) =>
      Promise.resolve(ipc.invoke(channel, { sender, senderFrame }, ...values)),
    send: (channel, ...values) => {
      ipc.emit(channel, { sender, senderFrame }, ...values);
    },
  };
}
