import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, start, type Running } from "./harness.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("the app in Chromium", () => {
  let running: Running;

  beforeAll(async () => {
    running = await start({ ...(process.env.PAGES ? { pages: process.env.PAGES } : {}) });
  });

  afterAll(() => running.close());

  test("shows its shell", async () => {
    await running.tab().waitForFunction(() => document.querySelector("#root")?.childNodes.length);
    assert.isTrue(running.electron.windows[0]?.shown);
    assert.deepEqual(running.complaints, []);
  });

  test("reaches the engine, and knows the open project", async () => {
    const { outcome, info } = await running.tab().evaluate(async () => {
      return { outcome: await window.linnet.health({}), info: await window.app.info() };
    });
    assert.isTrue(outcome.ok);
    assert.equal(outcome.ok && outcome.value.catalog, info.project.path);
  });
});
