import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { assert, test } from "vitest";
import { LogFile } from "../src/main/index.js";
import { folder } from "./sidecar.js";

test("lines carry the time and who says them, and the last ones can be read", async () => {
  const log = new LogFile(join(await folder(), "logs", "linnet.log"));
  log.write("main", "started");
  log.write("engine", '{"level":"info"}');
  log.write("main", "two\nlines");
  const lines = await log.last(10);
  assert.match(lines[0] ?? "", /^20\d\d-\d\d-\d\dT[\d:.]+Z main started$/);
  assert.match(lines[1] ?? "", / engine \{"level":"info"\}$/);
  assert.deepEqual(await log.last(1), ["  lines"]);
  assert.equal(log.trouble, undefined);
  log.close();
});

test("however much is logged, the files stay small, and the newest lines are kept", async () => {
  const logs = await folder();
  const log = new LogFile(join(logs, "a.log"), { mostBytes: 10_000, files: 3 });
  for (let line = 0; line < 3000; line++) log.write("engine", `line ${String(line)}`);
  log.write("engine", "x".repeat(10 ** 6));
  log.write("engine", "the last");
  const names = await readdir(logs);
  assert.deepEqual(names.sort(), ["a.log", "a.log.1", "a.log.2"]);
  for (const name of names) assert.isAtMost((await stat(join(logs, name))).size, 17_000);
  const last = await log.last(100);
  assert.match(last.at(-1) ?? "", /the last$/);
  assert.match(last[0] ?? "", /line 29\d\d$/);
  log.close();
});

test("a log goes on where it was, also after it was closed", async () => {
  const path = join(await folder(), "a.log");
  await writeFile(path, "before\n");
  const log = new LogFile(path);
  log.write("main", "one");
  log.close();
  log.write("main", "two");
  log.close();
  assert.match(await readFile(path, "utf8"), /^before\n.*one\n.*two\n$/);
});

test("a log that cannot be written disturbs nobody, and says why", async () => {
  const path = join(await folder(), "a.log");
  await mkdir(path);
  const log = new LogFile(path);
  log.write("main", "x");
  assert.match(log.trouble ?? "", /EISDIR|EPERM|EACCES/);
  assert.deepEqual(await log.last(5), []);
});

test.skipIf(process.platform !== "linux")("a full disk disturbs nobody, and is said", async () => {
  const path = join(await folder(), "full.log");
  await symlink("/dev/full", path);
  const log = new LogFile(path, { mostBytes: 1 });
  log.write("main", "lost");
  assert.match(log.trouble ?? "", /ENOSPC/);
});

test("what was logged before a kill is there afterwards", async () => {
  const logs = await folder();
  const [path, outfile] = [join(logs, "killed.log"), join(logs, "log.mjs")];
  const entry = fileURLToPath(new URL("../src/main/log.ts", import.meta.url));
  await build({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", outfile });
  const program = `
    import { LogFile } from ${JSON.stringify(pathToFileURL(outfile).href)};
    const log = new LogFile(${JSON.stringify(path)});
    for (let line = 0; line < 500; line++) log.write("main", "line " + line);
    process.kill(process.pid, "SIGKILL");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  await once(child, "close");
  const lines = await new LogFile(path).last(1000);
  assert.lengthOf(lines, 500);
  assert.match(lines.at(-1) ?? "", /line 499$/);
});
