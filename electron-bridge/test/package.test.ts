/** The package as others get it. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, test } from "vitest";
import { bridge, built, installed, node24, olderNodes, run, thisNode } from "./built.js";

let root: string;
let app: string;
let said: string;

beforeAll(async () => {
  const { remove, ...it } = await built();
  ({ root, said } = it);
  app = await installed(root);
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

// By `import`, by `require`, by bundlers, and as TypeScript looked before there were exports.
test("its types are found wherever its modules are", async () => {
  const options = ["--pack", ".", "--profile", "strict", "--no-emoji", "--no-color"];
  const { stdout } = await node(tool("@arethetypeswrong/cli/dist/index.js"), ...options);
  // Its exit code says the rest.
  for (const entry of ["main", "preload", "page", "contract"]) {
    assert.ok(stdout.includes(`"@linnet/electron-bridge/${entry}"`));
  }
});

test("the preload is one file, and needs nothing but Electron", async () => {
  const preload = await readFile(join(root, "dist/preload.cjs"), "utf8");
  assert.doesNotMatch(preload, /require\("(?!electron")|import\(/);
});

/** Loads every entry both ways, and prints what it found there. */
const LOAD = `
const name = "@linnet/electron-bridge";
const entries = ["", "/main", "/preload", "/contract"];
const required = entries.map((entry) => require(name + entry));
Promise.all(entries.map((entry) => import(name + entry))).then((imported) => {
  const names = (each) => Object.keys(each).filter((key) => !/^(default|module.exports)$/.test(key));
  const same = ([a, b]) =>
    names(a).sort().join() === names(b).sort().join() && names(a).every((key) => a[key] === b[key]);
  const [{ Sidecar, CONTRACT }, { registerIpc, Grants }, { exposeApi }, { METHODS }] = required;
  console.log(
    JSON.stringify({
      node: process.version,
      kinds: [Sidecar, registerIpc, Grants, exposeApi].map((each) => typeof each),
      contract: [CONTRACT.length, METHODS.includes("infer")],
      same: [0, 1, 2].map((at) => same([required[at], imported[at]])),
      sameContract: JSON.stringify(required[3]) === JSON.stringify({ ...imported[3] }),
    }),
  );
});
`;

test.for(Object.entries({ ...olderNodes, "": thisNode, "24": node24 }))(
  "every entry can be required and imported, and is the same both ways (Node %s)",
  async ([version, path]) => {
    const entries = Object.keys((await manifest()).exports);
    assert.deepEqual(entries, [
      ".",
      "./main",
      "./preload",
      "./page",
      "./contract",
      "./package.json",
    ]);
    await writeFile(join(app, "load.cjs"), LOAD);
    const { stdout } = await run(path, ["load.cjs"], { cwd: app });
    const { node: found, ...loaded } = JSON.parse(stdout) as { node: string };
    assert.ok(found.startsWith(`v${version}`), found);
    assert.deepEqual(loaded, {
      kinds: ["function", "function", "function", "function"],
      contract: [64, true],
      same: [true, true, true],
      sameContract: true,
    });
  },
);

// The first as an application is compiled that knows neither ESM nor exports.
test.for([
  ["CommonJS", "Node10", "program.ts"],
  ["NodeNext", "NodeNext", "program.cts"],
  ["ESNext", "Bundler", "program.ts"],
] as const)(
  "a program is typed with all that the declarations name (%s by %s)",
  async ([module, moduleResolution, name]) => {
    const folder = join(app, module);
    await mkdir(folder);
    const program = `
      import { Sidecar, SidecarCrashed, type CallOptions } from "@linnet/electron-bridge";
      import { Grants, registerIpc } from "@linnet/electron-bridge/main";
      import { exposeApi, type LinnetApi } from "@linnet/electron-bridge/preload";
      import { METHODS, type HealthResult } from "@linnet/electron-bridge/contract";
      export const told: Promise<HealthResult> = new Sidecar({ command: "x" }).call("health", {});
      export const all = [SidecarCrashed, Grants, registerIpc, exposeApi, METHODS];
      export type Both = [CallOptions<number>["signal"], ReturnType<LinnetApi["health"]>];
    `;
    await writeFile(join(folder, name), program);
    const skipLibCheck = moduleResolution !== "Node10"; // the declarations themselves, once
    const config = {
      extends: join(bridge, "tsconfig.json"),
      compilerOptions: { module, moduleResolution, noEmit: true, skipLibCheck },
      include: [name],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    await node(tool("typescript/bin/tsc"), "-p", folder);
  },
);

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
