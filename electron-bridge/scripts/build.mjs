// Build the package into the folder named, or into dist: ESM and declarations by tsc, the preload
// as one CommonJS file by esbuild, since a sandboxed preload can be nothing else.
import { spawnSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What an application adds by importing everything, without vscode-jsonrpc. */
const LARGEST_BYTES = 60_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const out = resolve(process.argv[2] ?? join(root, "dist"));
const options = { absWorkingDir: root, bundle: true, external: ["electron"], logLevel: "warning" };

await rm(out, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(
  process.execPath,
  [tsc, "-p", "tsconfig.build.json", "--outDir", out],
  { cwd: root, stdio: ["ignore", 2, 2] },
);
if (status !== 0) process.exit(1);

const { metafile } = await build({
  ...options,
  entryPoints: ["src/preload.ts"],
  outfile: join(out, "preload.cjs"),
  format: "cjs",
  metafile: true,
  platform: "node", // for the names of its exports, which ESM looks for; it needs nothing of Node
  target: "es2022",
});
for (const { path } of Object.values(metafile.outputs).flatMap((each) => each.imports)) {
  if (path !== "electron") throw new Error(`A sandboxed preload cannot have "${path}".`);
}
const types = await readFile(join(out, "preload.d.ts"), "utf8");
await writeFile(join(out, "preload.d.cts"), typesOnly(types));
for (const name of ["preload.js", "preload.d.ts"]) await rm(join(out, name));

const bytes = await minified();
console.log(`Minified, without vscode-jsonrpc: ${(bytes / 1000).toFixed(1)} kB.`);
if (bytes > LARGEST_BYTES) throw new Error(`That is more than ${LARGEST_BYTES} bytes.`);

/** A CommonJS declaration may take types, and only types, from the ESM ones beside it. */
function typesOnly(declarations) {
  return declarations.replaceAll(
    /^(import|export) type ([^;]+ from "\.[^"]+");$/gm,
    '$1 type $2 with { "resolution-mode": "import" };',
  );
}

async function minified() {
  const everything = ["index", "main/index", "preload"].map((name) => `export * from "./${name}";`);
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: everything.join("\n"), resolveDir: join(root, "src"), loader: "ts" },
    external: ["electron", "vscode-jsonrpc"],
    format: "esm",
    minify: true,
    platform: "node",
    write: false,
  });
  return outputFiles[0].contents.length;
}
