/** Between a look and a use, another program may put a link: what was opened is looked at. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import {
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, assert, beforeEach, describe, test } from "vitest";
import { CALL, type Outcome } from "../src/api.js";
import { Grants, Media, registerIpc, type Caller } from "../src/main/index.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";

const TRIES = 4000;
const SECRET = "secret";

let home: string;
let granted: string;
let place: string;
let secret: string;
let grants: Grants;
let swapper: ChildProcess | undefined;
let swaps: number;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "linnet-race-")));
  granted = join(home, "granted");
  place = join(granted, "card", "a.wav");
  secret = join(home, "elsewhere", "a.wav");
  for (const path of [place, secret]) await mkdir(join(path, ".."), { recursive: true });
  await writeFile(place, "open");
  await writeFile(secret, SECRET);
  grants = new Grants();
  await grants.grant(granted);
  swaps = 0;
});

afterEach(async () => {
  if (swapper?.exitCode === null) {
    swapper.disconnect();
    await once(swapper, "exit");
  }
  swapper = undefined;
  await rm(home, { recursive: true });
});

const swap = async (what: "file" | "folder", pauseMs = 1): Promise<void> => {
  const program = fileURLToPath(new URL("programs/swapper.mjs", import.meta.url));
  swapper = fork(program, [what, place, secret, String(pauseMs)], { execArgv: [] });
  swapper.on("message", (count) => (swaps += Number(count) || 0));
  await once(swapper, "message");
};

/** What the page reads; undefined where it is told nothing. */
const read = async (media: Media, address: string): Promise<string | undefined> => {
  const response = await media.handle(new Request(address));
  if (response.status !== 200) return undefined;
  return response.text().catch(() => undefined);
};

describe.skipIf(process.platform === "win32")("while another program puts links", () => {
  test.each(["file", "folder"] as const)(
    "in place of the %s, no page ever hears what lies elsewhere",
    async (what) => {
      const media = new Media();
      const address = media.register(place);
      await swap(what);
      const heard = new Map<string | undefined, number>();
      // On a busy computer, the file itself may be in place only between two looks for long.
      for (let tried = 0; tried < TRIES || swaps <= 100 || !heard.has("open"); tried++) {
        const text = await read(media, address);
        heard.set(text, (heard.get(text) ?? 0) + 1);
      }
      assert.isFalse(heard.has(SECRET));
    },
    60_000,
  );

  test("a file that is registered within the grants is never one elsewhere", async () => {
    const media = new Media();
    await swap("file");
    let served = 0;
    for (let tried = 0; tried < TRIES || swaps <= 100 || served === 0; tried++) {
      await new Promise(setImmediate);
      const address = media.register(place, grants);
      if (address === undefined) continue;
      const text = await read(media, address);
      media.release(address);
      assert.notEqual(text, SECRET);
      if (text === "open") served++;
    }
  }, 60_000);
});

describe.skipIf(process.platform === "win32")("while the engine opens files by their names", () => {
  const ipc = new FakeIpc();
  const page = new FakePage();
  let between: () => Promise<void> | void;
  // The engine looks again at the name, some time after main has.
  const client: Caller = {
    call: async (_method, params) => {
      await between();
      return readFile((params as { path: string }).path, "utf8").catch(() => undefined);
    },
  };
  let ids = 0;
  const ask = (method: string, params: unknown = { path: place }): Promise<Outcome<unknown>> => {
    const event = {
      sender: page,
      senderFrame: { url: "app://bundle/index.html", parent: null },
    };
    const sent = { id: String(++ids), method, params, progress: false };
    return ipc.invoke(CALL, event, sent) as Promise<Outcome<unknown>>;
  };
  let end: () => void;

  beforeEach(() => {
    between = () => new Promise((resolve) => setTimeout(resolve, 3 * Math.random()));
    end = registerIpc(ipc, client, { origin: "app://bundle", grants });
  });

  afterEach(() => {
    end();
  });

  test.each([
    ["file", 1],
    ["file", 90],
    ["folder", 1],
    ["folder", 90],
  ] as const)(
    "in place of the %s, every %d ms, no page is told what lies elsewhere",
    async (what, pauseMs) => {
      await swap(what, pauseMs);
      let told = 0;
      let tried = 0;
      while (tried < 2000 || swaps <= 20) {
        const batch = Array.from({ length: 100 }, () => ask("spectrogram"));
        for (const outcome of await Promise.all(batch)) {
          assert.notDeepEqual(outcome, { ok: true, value: SECRET });
          if (outcome.ok && outcome.value === "open") told++;
          tried++;
        }
      }
      if (pauseMs > 25) assert.isAbove(told, 0);
    },
    120_000,
  );

  test.each(["spectrogram", "infer"])(
    "the answer about a link that stays is withheld",
    async (method) => {
      const params = method === "infer" ? { inputs: [place], path: place } : { path: place };
      between = async () => {
        await rm(place);
        await symlink(secret, place);
      };
      const outcome = await ask(method, params);
      assert.deepInclude(!outcome.ok && outcome.error, { kind: "NotAllowed" });
      assert.notInclude(JSON.stringify(outcome), SECRET);
    },
  );

  test("a link that was there for a moment is seen, though the file is back", async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    between = async () => {
      await rename(place, `${place}.aside`);
      await symlink(secret, place);
      await rm(place);
      await rename(`${place}.aside`, place);
    };
    const outcome = await ask("waveform");
    assert.match(JSON.stringify(outcome), /was changed while it was read/);
  });

  test("another file in the folder above, and a file that is not there, are no trouble", async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    between = () => writeFile(join(home, "other.wav"), "");
    assert.deepEqual(await ask("spectrogram"), { ok: true, value: "open" });
    assert.isTrue((await ask("spectrogram", { path: join(granted, "none.wav") })).ok);
  });
});

test("a link that was there when the file was registered is followed once", async () => {
  const link = join(granted, "card", "link.wav");
  await symlink(place, link);
  const media = new Media();
  const address = media.register(link);
  assert.equal(await read(media, address), "open");
  await rm(link);
  await symlink(secret, link);
  assert.equal(await read(media, address), "open");
  assert.isUndefined(media.register(link, grants));
  assert.isUndefined(media.register(`${granted}/card/../../elsewhere/a.wav`, grants));
});

test("a pipe is not waited for", async () => {
  const { execFileSync } = await import("node:child_process");
  const pipe = join(granted, "pipe.wav");
  if (process.platform === "win32" || !existsSync("/usr/bin/mkfifo")) return;
  execFileSync("/usr/bin/mkfifo", [pipe]);
  const media = new Media();
  assert.equal((await media.handle(new Request(media.register(pipe)))).status, 404);
});
