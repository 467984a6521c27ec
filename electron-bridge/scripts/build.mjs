// Build the package into the folder named, or into dist. Its code is CommonJS, in dist/cjs, for the
// Node of Electron 31 cannot `require` ESM. What is imported hands that same code on: a program may
// load the package both ways, and two copies would have two classes of each error. What a page
// imports is ESM too, and holds nothing that could be there twice. The preload is one file, since a
// sandboxed preload can be nothing else.
import { spawnSync } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What an application adds by importing everything, without vscode-jsonrpc. */
const LARGEST_BYTES = 60_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const out = resolve(process.argv[2] ?? join(root, "dist"));
const options = { absWorkingDir: root, bundle: true, external: ["electron"], logLevel: "warning" };

await rm(out, { recursive: true, force: true });
const commonjs = join(out, "cjs");
declarations(commonjs);
const sources = (await readdir(join(root, "src"), { recursive: true })).filter((each) =>
  each.endsWith(".ts"),
);
await build({
  ...options,
  bundle: false,
  external: undefined,
  entryPoints: sources.map((each) => join("src", each)),
  outbase: "src",
  outdir: commonjs,
  format: "cjs",
  platform: "node",
  target: "es2022",
});
await writeFile(join(commonjs, "package.json"), '{ "type": "commonjs" }\n');
for (const entry of ["index", "main/index"]) await handOn(entry);
await forPages("generated/contract");
await forPages("page");
await preload();

const bytes = await minified();
console.log(`Minified, without vscode-jsonrpc: ${(bytes / 1000).toFixed(1)} kB.`);
if (bytes > LARGEST_BYTES) throw new Error(`That is more than ${LARGEST_BYTES} bytes.`);

/** Write the declarations of the source, as they are for modules of both kinds. */
function declarations(folder) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const args = [tsc, "-p", "tsconfig.build.json", "--emitDeclarationOnly", "--outDir", folder];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
}

/** Write an ESM entry that hands on a CommonJS one, by names that every bundler sees. */
async function handOn(entry) {
  const file = join(out, `${entry}.js`);
  const from = relative(dirname(file), join(commonjs, `${entry}.js`)).replaceAll("\\", "/");
  const path = JSON.stringify(from.startsWith(".") ? from : `./${from}`);
  const { metafile } = await build({
    ...options,
    entryPoints: [`src/${entry}.ts`],
    packages: "external",
    format: "esm",
    metafile: true,
    outdir: out,
    platform: "node",
    write: false,
  });
  const [{ exports: names }] = Object.values(metafile.outputs);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `export { ${names.sort().join(", ")} } from ${path};\n`);
  await writeFile(file.replace(/js$/, "d.ts"), `export * from ${path};\n`);
}

/** Write an entry that a page imports: real ESM, with nothing in it that could be there twice. */
async function forPages(entry) {
  const file = join(out, `${entry}.js`);
  await build({
    ...options,
    entryPoints: [`src/${entry}.ts`],
    outfile: file,
    format: "esm",
    target: "es2022",
  });
  const from = relative(dirname(file), join(commonjs, `${entry}.js`)).replaceAll("\\", "/");
  const path = JSON.stringify(from.startsWith(".") ? from : `./${from}`);
  await writeFile(file.replace(/js$/, "d.ts"), `export * from ${path};\n`);
}

async function preload() {
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
  await writeFile(join(out, "preload.d.cts"), 'export * from "./cjs/preload.js";\n');
  await rm(join(commonjs, "preload.js"));
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
