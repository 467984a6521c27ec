import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "vitest";
import { findSidecar, SidecarNotFound } from "../src/index.js";
import { folder } from "./sidecar.js";

async function program(...parts: string[]): Promise<string> {
  const path = join(...parts);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "");
  await chmod(path, 0o755);
  return path;
}

function notFound(find: () => unknown): SidecarNotFound {
  try {
    find();
  } catch (error) {
    assert.ok(error instanceof SidecarNotFound);
    return error;
  }
  assert.fail("it was found");
}

test("the packaged sidecar comes first, then the frozen one, then the source's", async () => {
  const resourcesPath = await folder();
  const repository = await folder();
  const places = { resourcesPath, repository };
  const inOrder = [
    await program(repository, ".venv", "bin", "linnet"),
    await program(repository, "dist", "linnet", "linnet"),
  ];
  assert.equal(findSidecar(places, "linux").command, inOrder[1]);
  const packaged = await program(resourcesPath, "linnet", "linnet");
  assert.deepEqual(findSidecar(places, "linux"), { command: packaged, args: ["serve"] });
  assert.equal(findSidecar({ repository: join(repository, "dist", "..") }).command, inOrder[1]);
});

test("on Windows the programs are called otherwise", async () => {
  const repository = await folder();
  const installed = await program(repository, ".venv", "Scripts", "linnet.exe");
  assert.equal(findSidecar({ repository }, "win32").command, installed);
  const frozen = await program(repository, "dist", "linnet", "linnet.exe");
  assert.equal(findSidecar({ repository }, "win32").command, frozen);
});

test("where a path is given, nothing else is tried", async () => {
  const repository = await folder();
  await program(repository, ".venv", "bin", "linnet");
  const path = join(repository, "elsewhere");
  const error = notFound(() => findSidecar({ path, repository }, "linux"));
  assert.deepEqual(error.places, [{ path, problem: "not there" }]);
  await program(path);
  assert.equal(findSidecar({ path }).command, path);
});

test("every place looked at is told, with what is wrong there", async () => {
  const repository = await folder();
  await mkdir(join(repository, "dist", "linnet", "linnet"), { recursive: true });
  const readable = await program(repository, ".venv", "bin", "linnet");
  await chmod(readable, 0o644);
  const places = { resourcesPath: "/nowhere", repository };
  const { message, ...error } = notFound(() => findSidecar(places, "linux"));
  assert.deepEqual(
    error.places.map(({ problem }) => problem),
    ["not there", "not a file", "may not be run"],
  );
  for (const { path } of error.places) assert.ok(message.includes(path));
});

test("a program inside app.asar is refused, one unpacked beside it is not", async () => {
  const resources = await folder();
  const inside = await program(resources, "app.asar", "linnet");
  assert.match(notFound(() => findSidecar({ path: inside })).message, /app\.asar.*extraResources/);
  const beside = await program(resources, "app.asar.unpacked", "linnet");
  assert.equal(findSidecar({ path: beside }).command, beside);
});
