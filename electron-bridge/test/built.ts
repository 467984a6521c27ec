/** The package as it is built and packed, and programs made from its source. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

export const run = promisify(execFile);

/** The bridge's own folder. */
export const bridge = fileURLToPath(new URL("..", import.meta.url));

/** A program of `test/programs-transport`. */
export const program = (name: string): string =>
  join(bridge, "test", "programs-transport", `${name}.mjs`);

/** The Node that runs npm; `npm test` runs the tests by the package of that name. */
export const thisNode = process.env.npm_node_execpath ?? process.execPath;

const nodeOf = (name: string): string =>
  join(bridge, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");

/** The Node that current Electron embeds, whichever runs the tests. */
export const node24 = nodeOf("node");

/** Nodes that cannot `require` ESM, such as Electron 31's; `engines` allows them. */
export const olderNodes = { "20.14.0": nodeOf("node-20.14"), "22.11.0": nodeOf("node-22.11") };

export interface Built {
  root: string;
  said: string;
  remove: () => Promise<void>;
}

/** Build a copy, so that tests at the same time cannot meet in one dist. */
export async function built(): Promise<Built> {
  const outside = await mkdtemp(join(tmpdir(), "linnet-"));
  const root = join(outside, "electron-bridge");
  await mkdir(root);
  for (const name of ["package.json", "README.md", "examples"]) {
    await cp(join(bridge, name), join(root, name), { recursive: true });
  }
  await symlink(join(bridge, "node_modules"), join(root, "node_modules"), "junction");
  const script = join(bridge, "scripts/build.mjs");
  const { stdout } = await run(process.execPath, [script, join(root, "dist")]);
  return { root, said: stdout, remove: () => rm(outside, { recursive: true, force: true }) };
}

/** Install a built copy as npm would; returns an application's folder that can load it. */
export async function installed(root: string): Promise<string> {
  const app = join(root, "..", "app");
  const target = join(app, "node_modules/@linnet/electron-bridge");
  await mkdir(target, { recursive: true });
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", app];
  const shell = process.platform === "win32";
  const { stdout } = await run("npm", pack, { cwd: root, shell });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await run("tar", ["-xf", join(app, filename), "-C", target, "--strip-components=1"]);
  for (const name of ["vscode-jsonrpc", "@types", "undici-types"]) {
    const place = join(app, "node_modules", name);
    await symlink(join(bridge, "node_modules", name), place, "junction");
  }
  return app;
}

/** Make one file of a program that uses the bridge by its name; `electron` is what is given. */
export async function bundled(entry: string, outfile: string, electron?: string): Promise<string> {
  await build({
    absWorkingDir: bridge,
    entryPoints: [entry],
    outfile,
    alias: {
      "@linnet/electron-bridge": join(bridge, "src/index.ts"),
      ...(electron === undefined ? {} : { electron }),
    },
    banner: {
      js: 'import { createRequire } from "module"; const require = createRequire(import.meta.url);',
    },
    bundle: true,
    format: "esm",
    nodePaths: [join(bridge, "node_modules")],
    platform: "node",
  });
  return outfile;
}
