/** What is done and awaited where commands are tried. */
import { firstCall, type Opened, type Scripted } from "./scripted.js";

export type Act = (opened: Opened) => Promise<unknown>;

export interface Case<On = never> {
  /** Where it is tried; its own page unless told. */
  on?: On;
  /** What is done before its key is pressed. */
  first?: Act;
  /** The key that is pressed, where its first one would do nothing here. */
  key?: string;
  /** Waits for what the command does. */
  acts: Act;
}

/** What a page is opened over, and what shows that it stands. */
export interface Tried {
  options: () => Scripted;
  ready: string;
}

export const wait =
  (selector: string, text?: string | RegExp): Act =>
  ({ tab }) =>
    tab
      .locator(selector, text === undefined ? {} : { hasText: text })
      .first()
      .waitFor();

export const press =
  (...keys: string[]): Act =>
  async ({ tab }) => {
    for (const key of keys) await tab.keyboard.press(key);
  };

export const dialog =
  (name: string): Act =>
  ({ tab }) =>
    tab.getByRole("dialog", { name }).waitFor();

export const goes =
  (hash: string): Act =>
  ({ tab }) =>
    tab.waitForFunction((wanted) => location.hash.startsWith(wanted), hash);

export const called =
  (method: string): Act =>
  ({ calls }) =>
    firstCall(calls, method);
