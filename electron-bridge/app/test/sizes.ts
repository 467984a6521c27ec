/** How large the built page is, as gzip packs it: all of it, and what comes before the first paint. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { RENDERER } from "./chromium.js";

export interface Sizes {
  all: number;
  first: number;
}

/** All that the page can load; the licences beside it are for people. */
export async function builtFiles(): Promise<string[]> {
  const found = await readdir(RENDERER, { recursive: true, withFileTypes: true });
  return found
    .filter((each) => each.isFile() && !each.name.endsWith(".md"))
    .map((each) => join(each.parentPath, each.name));
}

export async function sizes(): Promise<Sizes> {
  const packed = new Map<string, number>();
  for (const path of await builtFiles()) {
    packed.set(path.slice(RENDERER.length), gzipSync(await readFile(path)).length);
  }
  const first = [...(await beforePaint())].map((name) => packed.get(name) ?? 0);
  const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
  return { all: sum(packed.values()), first: sum(first) };
}

/** What `index.html` names, and what that imports without waiting; also a language and a page. */
async function beforePaint(): Promise<Set<string>> {
  const index = await readFile(join(RENDERER, "index.html"), "utf8");
  const found = new Set(["index.html"]);
  const more = [...index.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name = ""]) => name);
  const files = (await builtFiles()).map((path) => path.slice(RENDERER.length));
  more.push(...files.filter((name) => /assets\/en-[^/]*\.js$/.test(name)));
  more.push(...(await largestPage(files)));
  for (let name = more.pop(); name !== undefined; name = more.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    if (!name.endsWith(".js")) continue;
    const text = await readFile(join(RENDERER, name), "utf8");
    for (const [, next = ""] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
      more.push(`assets/${next}`);
    }
  }
  return found;
}

async function largestPage(files: readonly string[]): Promise<string[]> {
  const pages = files.filter((name) => /assets\/page-[^/]*\.js$/.test(name));
  const packed = await Promise.all(
    pages.map(async (name) => ({ name, size: (await readFile(join(RENDERER, name))).length })),
  );
  return packed
    .toSorted((a, b) => b.size - a.size)
    .flatMap(({ name }, at) => (at === 0 ? name : []));
}
