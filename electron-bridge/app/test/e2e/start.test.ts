import { mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { writeOwl } from "../../../test/sounds.js";
import { whole } from "../chromium.js";
import { PATIENCE_MS, start, type Running } from "./harness.js";

if (whole === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(whole === undefined)("the app in Chromium", { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let running: Running;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-card-")));
    await mkdir(join(folder, "CARD7"));
    await writeOwl(join(folder, "CARD7", "20260312_051200.WAV"), 10);
    running = await start({ settings: { begun: true }, grants: [join(folder, "CARD7")] });
  }, PATIENCE_MS);

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  test("shows its shell, without a complaint", async () => {
    await running.tab().getByRole("navigation").waitFor();
    await running.tab().getByText("Engine ready").first().waitFor();
    assert.isTrue(running.electron.windows[0]?.shown);
    assert.deepEqual(running.complaints, []);
  });

  test("reaches the engine, and knows the open project", async () => {
    const { outcome, info } = await running.tab().evaluate(async () => {
      return { outcome: await window.linnet.health({}), info: await window.app.info() };
    });
    assert.equal(outcome.ok && outcome.value.catalog, info.project.path);
  });

  test("has no network, and runs no script but its own", async () => {
    const before = running.complaints.length;
    const got = await running.tab().evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.head.append(script);
      const fetched = await fetch("https://example.org/").then(String, () => "refused");
      return { fetched, intruder: "intruder" in window };
    });
    assert.deepEqual(got, { fetched: "refused", intruder: false });
    // The content policy refused both, before any of it left the page.
    const said = running.complaints.splice(before);
    assert.match(said.join("\n"), /Content Security Policy/);
    assert.notMatch(said.join("\n"), /^network/m);
  });

  test("gets pictures and sound of a recording by its number, and no others", async () => {
    const got = await running.tab().evaluate(
      async (card) => {
        const made = await window.linnet.recordingsImport({ inputs: [card] });
        const asked = await window.linnet.query({ select: "recordings" });
        const id = asked.ok ? asked.value.rows[0]?.recordingId : undefined;
        const { media } = await window.app.info();
        const picture = await fetch(`${media}picture/${String(id)}/0-8/512x512`);
        const sound = await fetch(`${media}sound/${String(id)}`, {
          headers: { Range: "bytes=0-43" },
        });
        const heard = await new Promise((resolve) => {
          const audio = new Audio(`${media}sound/${String(id)}`);
          audio.onerror = () => {
            resolve(audio.error?.message);
          };
          audio.onloadedmetadata = () => {
            audio.currentTime = 7;
          };
          audio.onseeked = () => {
            resolve([audio.duration, audio.currentTime]);
          };
        });
        return {
          made: made.ok || made.error.message,
          picture: [picture.status, (await picture.arrayBuffer()).byteLength],
          sound: [sound.status, new TextDecoder().decode((await sound.arrayBuffer()).slice(0, 4))],
          heard,
          unknown: (await fetch(`${media}sound/4711`)).status,
          path: (await fetch(`${media}sound/..%2f..%2fetc%2fpasswd`)).status,
        };
      },
      join(folder, "CARD7"),
    );
    assert.deepEqual(got, {
      made: true,
      picture: [200, 512 * 512],
      sound: [206, "RIFF"],
      heard: [10, 7],
      unknown: 404,
      path: 404,
    });
    running.complaints.length = 0; // Chromium writes each 404 down.
  });

  test("may name no file outside the folders that were picked", async () => {
    const outcome = await running
      .tab()
      .evaluate(() => window.linnet.infer({ inputs: ["/etc/passwd"] }));
    assert.equal(!outcome.ok && outcome.error.kind, "NotAllowed");
  });

  test("resolves what is dropped, and names it from then on", async () => {
    const other = join(folder, "CARD8");
    await mkdir(other);
    const picked = await running.tab().evaluate((path) => {
      (window as unknown as { droppedFrom: object }).droppedFrom = { CARD8: path };
      return window.app.dropped([new File([], "CARD8"), new File([], "made by the page")]);
    }, other);
    assert.deepEqual(picked, [{ path: other, name: "CARD8", isFolder: true }]);
  });

  test("goes on when the engine is killed", async () => {
    running.killSidecar();
    const outcome = await running.tab().evaluate(() => window.linnet.health({}));
    // The call that was under way may have ended with the engine; the next one waits for another.
    const again = await running.tab().evaluate(() => window.linnet.health({}));
    assert.isTrue(outcome.ok || outcome.error.kind === "Crashed");
    assert.isTrue(again.ok);
    await running.tab().getByText("Engine ready").first().waitFor();
  });

  test("is the same after a reload, and after the page has crashed", async () => {
    await running.reload();
    await running.tab().getByText("Engine ready").first().waitFor();
    const crashed = running.tab();
    await crashed.goto("chrome://crash").catch(() => undefined);
    while (running.tab() === crashed) await new Promise((resolve) => setTimeout(resolve, 20));
    await running.tab().getByText("Engine ready").first().waitFor();
    assert.isTrue((await running.tab().evaluate(() => window.linnet.health({}))).ok);
  });
});

describe.skipIf(whole === undefined)("settings that make no sense", () => {
  test(
    "are put aside, and every page says so until it is put away",
    async () => {
      const broken = '{ "theme": "dark",';
      const running = await start({ settingsText: broken });
      try {
        const tab = running.tab();
        const news = tab
          .locator(".banner")
          .getByText(/^The settings could not be read, so they are the usual ones now\./);
        await news.waitFor();
        const aside = /The old file is (.+)\.$/.exec((await news.textContent()) ?? "")?.[1] ?? "";
        assert.equal(await readFile(aside, "utf8"), broken);
        // A page that opens takes the keys.
        await tab.getByRole("heading", { level: 1 }).first().waitFor();
        await tab.getByRole("button", { name: "Close" }).press("Enter");
        await news.waitFor({ state: "detached" });
      } finally {
        await running.close();
      }
    },
    PATIENCE_MS,
  );
});
