/** (b) Pictures to a worker: a server of this computer against the test's own routes, and their policy. */
import type { BrowserContext } from "playwright-core";
import { launch, ORIGIN } from "../chromium.js";
import { policy } from "../../shared/policy.js";
import { serveScheme } from "../e2e/scheme-server.js";
import type { Measured } from "./benches.js";
import { median, ms, quantile } from "./numbers.js";

const PICTURES = 300;
/** As many at a time as the page's painter asks for. */
const AT_ONCE = 4;
/** A small picture, and a clip of 15 s at 48 kHz. */
const SIZES = { picture: 128 * 48, clip: 15 * 48_000 * 2 } as const;

const WORKER = `onmessage = async ({ data: { url, count, atOnce } }) => {
  const took = [];
  let left = count;
  const one = async () => {
    while (left-- > 0) {
      const began = performance.now();
      await (await fetch(url + "?" + left)).arrayBuffer();
      took.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, one));
    postMessage(took);
  } catch (error) {
    postMessage(String(error));
  }
};`;

function answer(address: string): Response {
  const size = address.includes("clip") ? SIZES.clip : SIZES.picture;
  const headers = { "Access-Control-Allow-Origin": ORIGIN, "Cache-Control": "no-store" };
  return new Response(new Uint8Array(size), { headers });
}

async function serveBench(context: BrowserContext, csp: string): Promise<void> {
  const headers = { "Content-Security-Policy": csp };
  await context.route(`${ORIGIN}/**`, async (route) => {
    const address = route.request().url();
    if (address.includes("/media/")) {
      const body = Buffer.from(await answer(address).arrayBuffer());
      return route.fulfill({ body });
    }
    const script = address.endsWith("worker.js");
    return route.fulfill({
      body: script ? WORKER : "<!doctype html>",
      contentType: script ? "text/javascript" : "text/html",
      headers,
    });
  });
}

export async function pictures(): Promise<Measured[]> {
  const { origin, close } = await serveScheme("media:/", ({ url }) => answer(url));
  const browser = await launch();
  const ask = async (url: string, csp: string, permitted: boolean, count: number) => {
    const permissions = permitted ? ["local-network-access"] : [];
    const context = await browser.newContext({ permissions });
    await serveBench(context, csp);
    const tab = await context.newPage();
    await tab.goto(`${ORIGIN}/index.html`);
    const took = await tab.evaluate(
      (asked) =>
        new Promise<number[] | string>((resolve) => {
          const worker = new Worker("/worker.js");
          worker.onmessage = ({ data }) => {
            resolve(data as number[] | string);
          };
          worker.postMessage(asked);
          setTimeout(() => {
            resolve("no answer within 20 s");
          }, 20_000);
        }),
      { url, count, atOnce: AT_ONCE },
    );
    await context.close();
    if (typeof took === "string") return took;
    return `median ${ms(median(took))}, p95 ${ms(quantile(took, 0.95))}`;
  };
  try {
    const ours = policy(origin);
    const routed = `${ORIGIN}/media/`;
    return [
      ["picture, server", await ask(`${origin}/picture`, ours, true, PICTURES)],
      ["picture, route", await ask(`${routed}picture`, ours, true, PICTURES)],
      ["clip of 1.4 MB, server", await ask(`${origin}/clip`, ours, true, 24)],
      ["clip of 1.4 MB, route", await ask(`${routed}clip`, ours, true, 24)],
      ["server not in the policy", await ask(`${origin}/picture`, policy(), true, 1)],
      ["server, without the permission", await ask(`${origin}/picture`, ours, false, 1)],
    ];
  } finally {
    await browser.close();
    close();
  }
}
