/**
 * The page's side of an Electron app in a real Chromium: the real preload, main handlers, bridge and
 * sidecar; Electron's own transport between page and main is played by a binding.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser, type Page as Tab } from "playwright-core";
import type { IpcEvent, Page } from "../../src/main/index.js";
import { FakeIpc } from "../fake-ipc.js";

export const ORIGIN = "https://app.invalid";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium of the system, or of LINNET_CHROMIUM. */
export const executable = [process.env.LINNET_CHROMIUM ?? "", ...PLACES].find((place) =>
  existsSync(place),
);

const CSP = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'";

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? "", args: ["--no-sandbox"] });
}

/** Bundle the preload as an app would, with a stand-in for the module that only Electron has. */
export async function bundledPreload(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("app-preload.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    alias: { electron: fileURLToPath(new URL("electron-shim.ts", import.meta.url)) },
  });
  return outputFiles[0]?.text ?? "";
}

/** Open a page of `origin` whose calls arrive at `ipc`. */
export async function openPage(
  browser: Browser,
  ipc: FakeIpc,
  preload: string,
  origin = ORIGIN,
): Promise<Tab> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const page = asPage(tab);
  const event = (url: string): IpcEvent => ({ sender: page, senderFrame: { url, parent: null } });
  await context.exposeBinding("ipcInvoke", ({ frame }, channel: string, ...values: unknown[]) =>
    ipc.invoke(channel, event(frame.url()), ...values),
  );
  await context.exposeBinding("ipcSend", ({ frame }, channel: string, ...values: unknown[]) => {
    ipc.emit(channel, event(frame.url()), ...values);
  });
  await context.addInitScript({ content: preload });
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "Content-Security-Policy": CSP },
      body: "<!doctype html><title>Linnet</title>",
    }),
  );
  await tab.goto(`${origin}/index.html`);
  return tab;
}

/** What main sees of a page. */
function asPage(tab: Tab): Page {
  return {
    send: (channel, ...values) => {
      const deliver = ([to, given]: [string, unknown[]]): void => {
        (globalThis as unknown as { ipcDeliver: (...all: unknown[]) => void }).ipcDeliver(
          to,
          ...given,
        );
      };
      tab.evaluate(deliver, [channel, values] as [string, unknown[]]).catch(() => undefined);
    },
    isDestroyed: () => tab.isClosed(),
    once: (_event, listener) => tab.once("close", listener),
    on: (event: string, listener: () => void) =>
      event === "did-navigate" &&
      tab.on("framenavigated", (frame) => {
        if (frame === tab.mainFrame()) listener();
      }),
  };
}
