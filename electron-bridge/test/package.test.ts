/** The package as others get it. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, test } from "vitest";
import { bridge, built, run } from "./built.js";

let root: string;
let said: string;

beforeAll(async () => {
  const { remove, ...it } = await built();
  ({ root, said } = it);
  return remove;
});

interface Package {
  dependencies: Record<string, string>;
  exports: Record<string, unknown>;
}

const tool = (...path: string[]): string => join(bridge, "node_modules", ...path);
const node = (...args: string[]): Promise<{ stdout: string }> =>
  run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, npm_config_ignore_scripts: "1" },
  });

async function manifest(): Promise<Package> {
  return JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Package;
}

test("vscode-jsonrpc is all that it needs to run", async () => {
  assert.deepEqual(Object.keys((await manifest()).dependencies), ["vscode-jsonrpc"]);
});

test("it adds at most sixty kilobytes to an application", () => {
  const [, size] = /: ([\d.]+) kB/.exec(said) ?? [];
  assert.ok(Number(size) <= 60, said);
});

// The build is there, and the copy has no script for another one.
test("publint has nothing to say", async () => {
  const { stdout } = await node(tool("publint/src/cli.js"), "--strict", "--pack", "npm");
  assert.match(stdout, /All good/);
});

// ESM only: Electron's main process is ESM, and its Node takes ESM by `require` too. The preload is
// CommonJS, and bundlers find it from ESM as well.
test("its types are found wherever its modules are", async () => {
  const options = ["--pack", ".", "--profile", "esm-only", "--no-emoji", "--no-color"];
  const { stdout } = await node(tool("@arethetypeswrong/cli/dist/index.js"), ...options);
  // Its exit code says the rest.
  for (const entry of ["main", "preload", "contract"]) {
    assert.ok(stdout.includes(`"@linnet/electron-bridge/${entry}"`));
  }
});

test("every entry can be imported, and the preload is one file", async () => {
  const entries = Object.keys((await manifest()).exports);
  assert.deepEqual(entries, [".", "./main", "./preload", "./contract", "./package.json"]);
  const { stdout } = await node(
    "--input-type=module",
    "--eval",
    `const name = "@linnet/electron-bridge";
     const { Sidecar } = await import(name);
     const { registerIpc } = await import(name + "/main");
     const { exposeApi } = await import(name + "/preload");
     const { CONTRACT } = await import(name + "/contract");
     console.log(typeof Sidecar, typeof registerIpc, typeof exposeApi, CONTRACT.length);`,
  );
  assert.equal(stdout, "function function function 64\n");
  const preload = await readFile(join(root, "dist/preload.cjs"), "utf8");
  assert.doesNotMatch(preload, /require\("(?!electron")|import\(/);
});

test("the programs in its README are typed as the package and Electron are", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const programs = [...readme.matchAll(/```ts\n\/\/ (\S+)\n([^]*?)```/g)];
  assert.deepEqual(
    programs.map(([, name]) => name),
    ["node.ts", "main.ts", "preload.ts", "page.ts"],
  );
  await mkdir(join(root, "readme"));
  for (const [, name = "", text = ""] of programs) {
    await writeFile(join(root, "readme", name), text);
  }
  const config = {
    extends: join(bridge, "tsconfig.json"),
    compilerOptions: { lib: ["ES2022", "DOM", "DOM.Iterable"], noEmit: true },
    include: ["*.ts"],
  };
  await writeFile(join(root, "readme", "tsconfig.json"), JSON.stringify(config));
  await node(tool("typescript/bin/tsc"), "-p", join(root, "readme"));
});

test("nothing but the build is packed", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
    shell: process.platform === "win32",
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  for (const { path } of files) assert.match(path, /^(dist\/|package\.json$|README\.md$)/);
});
