/** examples/analyze.mjs, as its reader runs it, with the real sidecar. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, test } from "vitest";
import { built } from "./built.js";
import { command, folder } from "./sidecar.js";
import { writeOwl } from "./sounds.js";

let root: string;

beforeAll(async () => {
  const { remove, ...it } = await built();
  ({ root } = it);
  return remove;
});

interface Ended {
  code: number | null;
  shown: string;
  told: string;
}

/** Run the example; `onTold` is given what it tells while it works. */
async function analyze(
  args: string[],
  home: string,
  {
    program = command,
    onTold = () => undefined,
  }: { program?: string; onTold?: (text: string, interrupt: () => void) => void } = {},
): Promise<Ended> {
  const env = { ...process.env, LINNET_SIDECAR: program, LINNET_HOME: home };
  const child = spawn(process.execPath, ["examples/analyze.mjs", ...args], {
    cwd: root,
    env,
    detached: true, // a group of its own, as a terminal makes one
  });
  child.stderr.on("data", (chunk: Buffer) => {
    onTold(chunk.toString(), () => {
      // Ctrl+C reaches the sidecar too.
      if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    });
  });
  const [shown, told, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, shown, told };
}

async function owls(count: number, seconds: number): Promise<{ home: string; card: string }> {
  const home = await folder();
  const card = join(home, "card");
  await mkdir(card);
  const { LINNET_TEST_HOME } = process.env;
  if (LINNET_TEST_HOME !== undefined) {
    await symlink(join(LINNET_TEST_HOME, "models"), join(home, "models"), "junction");
  }
  for (let index = 0; index < count; index++) {
    await writeOwl(join(card, `${String(index)}.wav`), seconds);
  }
  return { home, card };
}

test("without a folder it says how it is used", async () => {
  const { code, told } = await analyze([], await folder());
  assert.deepEqual([code, told], [2, "Usage: node examples/analyze.mjs FOLDER\n"]);
});

test("without a model it says how to install one", async () => {
  const home = await folder();
  await writeOwl(join(home, "owl.wav"), 1);
  const { code, shown, told } = await analyze([home], home);
  assert.deepEqual([code, shown], [1, ""]);
  assert.match(told, /^BirdNET.*not installed.*\n.*linnet models install birdnet-v2.4\n$/);
});

test("a sidecar that is not there is named", async () => {
  const home = await folder();
  const missing = join(home, "linnet");
  const { code, told } = await analyze([home], home, { program: missing });
  assert.equal(code, 1);
  assert.equal(told, `The engine was not found. Looked at:\n  ${missing}: not there\n`);
});

const withModel = test.skipIf(process.env.LINNET_TEST_HOME === undefined);
// On Windows one process cannot press another's Ctrl+C.
const onPosix = test.skipIf(
  process.env.LINNET_TEST_HOME === undefined || process.platform === "win32",
);

withModel("a folder that is not there is named", async () => {
  const { home } = await owls(0, 1);
  const missing = join(home, "nowhere");
  const { code, told } = await analyze([missing], home);
  assert.equal(code, 1);
  assert.ok(told.startsWith(`${missing}: There is no such file or folder.\n`), told);
});

withModel("it shows how far it is, and prints the species", async () => {
  const { home, card } = await owls(2, 6);
  const first = await analyze([card], home);
  assert.equal(first.code, 0);
  assert.match(first.told, /2 of 2 recordings/);
  assert.match(first.shown, /Northern Saw-whet Owl \(Aegolius acadicus\), at best [01]\.\d\d/);
  assert.equal((await analyze([card], home)).shown, first.shown);
});

onPosix("Ctrl+C ends it, and what is done stays done", async () => {
  const { home, card } = await owls(12, 30);
  let stopped = false;
  const { code, shown, told } = await analyze([card], home, {
    onTold: (line, interrupt) => {
      if (stopped || !/^[1-9]/.test(line)) return;
      stopped = true;
      interrupt();
    },
  });
  assert.equal(code, 1);
  assert.match(told, /Stopped\. What is done is kept/);
  assert.match(shown, /Northern Saw-whet Owl/);
});
