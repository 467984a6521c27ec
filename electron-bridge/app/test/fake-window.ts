/** A window of the fake of Electron, and its page as main sees it. */
import { EventEmitter } from "node:events";
import type * as real from "electron";

type Opener = Parameters<real.WebContents["setWindowOpenHandler"]>[0];

/** What a window needs of the fake that it belongs to. */
interface Owner {
  readonly app: EventEmitter;
  readonly windows: FakeWindow[];
  note(what: string): unknown;
  onLoad(window: FakeWindow, address: string): unknown;
}

/** An event that can be refused, as Electron's own. */
export class Wish {
  defaultPrevented = false;
  preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}

export class FakeContents extends EventEmitter {
  opener: Opener | undefined;
  reloads = 0;
  destroyed = false;
  /** Where messages to the page go. */
  deliver: (channel: string, values: unknown[]) => void = () => undefined;
  send = (channel: string, ...values: unknown[]): void => {
    this.deliver(channel, values);
  };
  isDestroyed = (): boolean => this.destroyed;
  reload = (): unknown => this.reloads++;
  setWindowOpenHandler = (handler: Opener): unknown => (this.opener = handler);
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  shown = false;
  focused = true;
  maximized = false;
  minimized = false;
  progress = -1;

  constructor(
    private readonly owner: Owner,
    readonly options: real.BrowserWindowConstructorOptions,
  ) {
    super();
    owner.windows.push(this);
    owner.app.emit("web-contents-created", {}, this.webContents);
  }

  getNormalBounds = (): real.Rectangle => ({ x: 0, y: 0, width: 800, height: 600 });
  isMaximized = (): boolean => this.maximized;
  isMinimized = (): boolean => this.minimized;
  isFocused = (): boolean => this.focused;
  isDestroyed = (): boolean => this.webContents.destroyed;
  maximize = (): unknown => (this.maximized = true);
  restore = (): unknown => (this.minimized = false);
  show = (): unknown => (this.shown = true);
  focus = (): unknown => (this.focused = true);
  setProgressBar = (share: number): unknown => (this.progress = share);
  loadURL = async (address: string): Promise<void> => {
    this.owner.note(`load ${address}`);
    await this.owner.onLoad(this, address);
  };
  /** As a person closes it. */
  close = (): void => {
    const wish = new Wish();
    this.emit("close", wish);
    this.webContents.destroyed ||= !wish.defaultPrevented;
  };
}
