import { existsSync } from "node:fs";
import { mkdtemp, readdir, readlink, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, assert, beforeEach, test } from "vitest";
import { Media } from "../src/main/index.js";
import { rangeOf } from "../src/main/media.js";

const CONTENT = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));

let folder: string;
let media: Media;
let address: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-")));
  await writeFile(join(folder, "a.WAV"), CONTENT);
  media = new Media();
  address = media.register(join(folder, "a.WAV"));
});

afterEach(() => rm(folder, { recursive: true }));

const get = (range?: string, method = "GET", at = address): Promise<Response> =>
  media.handle(new Request(at, { method, ...(range ? { headers: { Range: range } } : {}) }));
const bytes = async (response: Response): Promise<Buffer> =>
  Buffer.from(await response.arrayBuffer());

test("a registered recording is served whole, and says that it can be in parts", async () => {
  const response = await get();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("Content-Type"), "audio/wav");
  assert.equal(response.headers.get("Accept-Ranges"), "bytes");
  assert.isTrue((await bytes(response)).equals(CONTENT));
});

test("every range is what was asked for, or is refused", async () => {
  for (const start of [0, 1, 499, 999, 1000]) {
    for (const end of ["", 0, 499, 999, 5000]) {
      const response = await get(`bytes=${String(start)}-${String(end)}`);
      const last = end === "" ? 999 : Math.min(Number(end), 999);
      if (end !== "" && Number(end) < start) {
        assert.equal(response.status, 200);
        await response.body?.cancel();
        continue;
      }
      if (start > last) {
        assert.equal(response.status, 416);
        assert.equal(response.headers.get("Content-Range"), "bytes */1000");
        continue;
      }
      assert.equal(response.status, 206);
      const told = `bytes ${String(start)}-${String(last)}/1000`;
      assert.equal(response.headers.get("Content-Range"), told);
      assert.equal(response.headers.get("Content-Length"), String(last - start + 1));
      assert.isTrue((await bytes(response)).equals(CONTENT.subarray(start, last + 1)));
    }
  }
});

test("the last bytes can be asked for without knowing the length", async () => {
  const response = await get("bytes=-10");
  assert.equal(response.headers.get("Content-Range"), "bytes 990-999/1000");
  assert.isTrue((await bytes(response)).equals(CONTENT.subarray(990)));
  assert.deepEqual(rangeOf("bytes=-5000", 1000), { start: 0, end: 999 });
});

test("a header that is not one range is ignored, as RFC 9110 has it", async () => {
  for (const range of ["bytes=-", "bytes=5-1", "bytes=0-1,5-6", "lines=0-5", "x"]) {
    assert.equal((await get(range)).status, 200, range);
  }
  for (const range of ["bytes=-0", "bytes=1000-"]) assert.equal((await get(range)).status, 416);
});

test("only what was registered, as long as it is, by no other way", async () => {
  for (const at of ["media://recording/", "media://recording/..%2Fa.WAV", `${address}x`]) {
    assert.equal((await get(undefined, "GET", at)).status, 404);
  }
  assert.equal((await get(undefined, "POST")).status, 405);
  media.release(address);
  assert.equal((await get()).status, 404);
});

test("the head tells the length without the content", async () => {
  const response = await get(undefined, "HEAD");
  assert.equal(response.headers.get("Content-Length"), "1000");
  assert.equal((await bytes(response)).length, 0);
});

test("a recording that is gone, and an empty one, are no trouble", async () => {
  await rm(join(folder, "a.WAV"));
  assert.equal((await get()).status, 404);
  await writeFile(join(folder, "a.WAV"), "");
  assert.equal((await bytes(await get())).length, 0);
});

test("a folder is not served, and an address may have a query behind it", async () => {
  assert.equal((await get(undefined, "GET", media.register(folder))).status, 404);
  assert.equal((await get("bytes=0-0", "GET", `${address}?again#t=1`)).status, 206);
});

/** How often this process has the recording open. */
async function opened(): Promise<number> {
  const links = (await readdir("/proc/self/fd")).map((name) =>
    readlink(`/proc/self/fd/${name}`).catch(() => ""),
  );
  return (await Promise.all(links)).filter((link) => link === join(folder, "a.WAV")).length;
}

test.skipIf(!existsSync("/proc/self/fd"))("a file is open only while it is read", async () => {
  await writeFile(join(folder, "a.WAV"), Buffer.alloc(4_000_000));
  const unread = await get();
  assert.equal(await opened(), 0);
  const reader = (await get()).body?.getReader();
  await reader?.read();
  assert.equal(await opened(), 1);
  await reader?.cancel();
  while ((await opened()) > 0) await new Promise(setImmediate);
  await unread.body?.cancel();
});
