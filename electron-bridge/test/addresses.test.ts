/** Pictures, clips and whole recordings by addresses of numbers alone. */
import { mkdtemp, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, assert, beforeEach, describe, test } from "vitest";
import { clipAddress, pictureAddress, readAddress, soundAddress } from "../src/addresses.js";
import { ResponseError, Sidecar } from "../src/index.js";
import { locateBy, Media, Pictures, serveMedia, Sounds, type Caller } from "../src/main/index.js";
import { command, folder } from "./sidecar.js";
import { writeOwl } from "./sounds.js";

const ORIGIN = "app://bundle";
const BYTES = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
};

describe("the grammar", () => {
  test("what a page makes is what main reads", () => {
    const picture = { recordingId: 5, start: 0.125, end: 10, width: 512, height: 256 };
    const more = {
      lowHz: 200,
      highHz: 8000.5,
      fft: 1024,
      looks: 2,
      channel: 2,
      project: 2 ** 48 - 2,
    };
    const heard = { ...picture, lowHz: 0, highHz: 6000, model: "birdnet-v2.4" };
    for (const asked of [picture, { ...picture, ...more }, { ...picture, png: true }, heard]) {
      const read = readAddress(pictureAddress(asked));
      assert.deepEqual(read as unknown, { kind: "picture", png: false, ...asked });
    }
    const clip = { recordingId: 7, start: 1e-7, end: 3, rate: 48_000, slower: 10, channel: 1 };
    assert.deepEqual(readAddress(clipAddress(clip)) as unknown, { kind: "clip", ...clip });
    const sound = { recordingId: 9, project: 3 };
    assert.deepEqual(readAddress(soundAddress(sound)) as unknown, { kind: "sound", ...sound });
  });

  test("numbers and names of the list, and nothing else", () => {
    for (const address of [
      "media://sound/",
      "media://sound/-1",
      "media://sound/1e3",
      "media://sound/5/..",
      "media://sound/../../etc/passwd",
      "media://sound/%2e%2e",
      "media://sound/5?path=/etc/passwd",
      "media://sound/5?project=1&project=2",
      "media://sound/5#t=1",
      "media://sound/99999999999999999",
      "media://picture/5/0-1/512",
      "media://picture/5/0-1/512x256.svg",
      "media://picture/5/0-1/512x256?frontend=../x",
      "media://picture/5/0-Infinity/512x256",
      "media://picture/5/0-NaN/512x256",
      "media://picture/5/0-1/999999x1",
      "media://picture/5/0-1/512x256?fft=",
      "media://picture/5/0-1/512x256?model=../x",
      "media://picture/5/0-1/512x256?model=..",
      "media://picture/5/0-1/512x256?model=a%2fb",
      "media://picture/5/0-1/512x256?model=a&model=b",
      "media://picture/5/0-1/512x256?fft=birdnet",
      "media://clip/5/0-1?model=birdnet-v2.4",
      "media://clip/5/0-1?slower=10&format=mp3",
      "media://clip/5/0-1/",
      "media://clip/5/0- 1",
      "media://other/5",
      "",
    ]) {
      assert.equal(readAddress(address), undefined, address);
    }
  });
});

describe("pictures and clips", () => {
  let calls: { method: unknown; params: unknown; signal: AbortSignal; end: () => void }[];
  let answer: (() => unknown) | undefined;
  let project: number;
  let handle: (request: Request) => Promise<Response>;

  const client: Caller = {
    call: (method, params, { signal }) =>
      new Promise((resolve, reject) => {
        const result = {
          data: BYTES.toString("base64"),
          width: 8,
          height: 64,
          minDb: -120,
          maxDb: 0,
          ofOverview: true,
        };
        const end = (): void => {
          try {
            resolve(answer === undefined ? result : answer());
          } catch (error) {
            reject(error as Error);
          }
        };
        calls.push({ method, params, signal, end });
        signal.addEventListener("abort", () => {
          reject(Object.assign(new Error("x"), { name: "AbortError" }));
        });
      }),
  };

  beforeEach(() => {
    calls = [];
    answer = undefined;
    project = 4;
    const options = { origin: ORIGIN, project: () => project };
    handle = serveMedia(
      new Media(options),
      new Pictures(client, options),
      new Sounds(client, options),
    );
  });

  const get = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const response = handle(new Request(address, init));
    await settled();
    for (const { end } of calls.splice(0)) end();
    return response;
  };

  test("a picture is bytes, with what they mean, and is kept by the page for its project", async () => {
    const picture = { recordingId: 5, start: 0, end: 10, width: 8, height: 64 };
    const asked = handle(new Request(pictureAddress({ ...picture, lowHz: 200, project: 4 })));
    await settled();
    assert.equal(calls[0]?.method, "spectrogram");
    assert.deepEqual(calls[0]?.params, { ...picture, lowHz: 200, format: "u8" });
    calls[0]?.end();
    const response = await asked;
    assert.equal(response.status, 200);
    assert.isTrue(Buffer.from(await response.arrayBuffer()).equals(BYTES));
    const said = (name: string): string | null => response.headers.get(name);
    assert.equal(said("Linnet-Min-Db"), "-120");
    assert.equal(said("Linnet-Max-Db"), "0");
    assert.equal(said("Linnet-Of-Overview"), "true");
    assert.equal(said("Cache-Control"), "private, max-age=86400");
    assert.equal(said("X-Content-Type-Options"), "nosniff");
    assert.equal(said("Access-Control-Allow-Origin"), ORIGIN);
    const loose = await get(pictureAddress(picture));
    assert.equal(loose.headers.get("Cache-Control"), "no-store");
    const png = await get(pictureAddress({ ...picture, png: true }));
    assert.equal(png.headers.get("Content-Type"), "image/png");
  });

  test("a clip is a WAV file that nobody keeps", async () => {
    const clip = { recordingId: 5, start: 1, end: 2, slower: 10 };
    const asked = handle(new Request(clipAddress(clip)));
    await settled();
    assert.equal(calls[0]?.method, "sound");
    assert.deepEqual(calls[0]?.params, { ...clip, format: "wav16" });
    calls[0]?.end();
    const response = await asked;
    assert.equal(response.headers.get("Content-Type"), "audio/wav");
    assert.equal(response.headers.get("Cache-Control"), "no-store");
  });

  test("another project's address leads nowhere, nor does any other method", async () => {
    const address = clipAddress({ recordingId: 5, start: 1, end: 2, project: 4 });
    assert.equal((await get(address)).status, 200);
    assert.equal((await get(address, { method: "POST" })).status, 405);
    project = 5;
    assert.equal((await get(address)).status, 404);
    assert.deepEqual(calls, []);
  });

  test("a request that is given up cancels its call, and one that waits never calls", async () => {
    const stops = Array.from({ length: 8 }, () => new AbortController());
    const address = clipAddress({ recordingId: 5, start: 1, end: 2 });
    const asked = stops.map(({ signal }) => handle(new Request(address, { signal })));
    await settled();
    assert.equal(calls.length, 4);
    const [first] = calls;
    stops[0]?.abort();
    stops[7]?.abort();
    await settled();
    assert.isTrue(first?.signal.aborted);
    while (calls.length > 0) {
      for (const { end } of calls.splice(0)) end();
      await settled();
    }
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.deepEqual(statuses, [499, 200, 200, 200, 200, 200, 200, 499]);
  });

  test("a flood is refused, but for some hundreds", async () => {
    const address = clipAddress({ recordingId: 5, start: 1, end: 2 });
    const asked = Array.from({ length: 5000 }, () => handle(new Request(address)));
    await settled();
    let most = 0;
    while (calls.length > 0) {
      most = Math.max(most, calls.length);
      for (const { end } of calls.splice(0)) end();
      await settled();
    }
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.equal(most, 4);
    assert.equal(statuses.filter((status) => status === 200).length, 260);
    assert.equal(statuses.filter((status) => status === 503).length, 4740);
  });

  test("an error is told by its kind and its sentence; one of main's own tells nothing", async () => {
    const address = clipAddress({ recordingId: 5, start: 1, end: 2 });
    answer = () => {
      throw new ResponseError(-32001, "There is no such recording.", { kind: "RecordingNotFound" });
    };
    const response = await get(address);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get("Linnet-Error"), "RecordingNotFound");
    assert.equal(await response.text(), "There is no such recording.");
    answer = () => {
      throw new TypeError("/home/me/secret");
    };
    const ours = await get(address);
    assert.equal(ours.status, 500);
    assert.notMatch(await ours.text(), /secret/);
  });

  test("a picture of the real sidecar", async () => {
    const home = await folder();
    await writeOwl(join(home, "a.wav"), 3);
    const sidecar = new Sidecar({ command, env: { LINNET_HOME: home } });
    await sidecar.start();
    await sidecar.call("recordings/import", { inputs: [join(home, "a.wav")] });
    const { rows } = await sidecar.call("query", { select: "recordings" });
    const recordingId = rows[0]?.recordingId ?? 0;
    const size = { recordingId, start: 0, end: 3, width: 64, height: 32 };
    const pictures = new Pictures(sidecar);
    const response = await pictures.handle(new Request(pictureAddress(size)));
    assert.equal(response.status, 200);
    assert.equal((await response.arrayBuffer()).byteLength, 64 * 32);
    const missing = pictureAddress({ ...size, recordingId: 999 });
    const refused = await pictures.handle(new Request(missing));
    assert.equal(refused.status, 404);
    assert.match(await refused.text(), /999/);
    await sidecar.stop();
  });
});

describe("whole recordings", () => {
  let home: string;
  let places: Map<number, string>;
  let located: number;
  let project: number;
  let media: Media;

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), "linnet-")));
    places = new Map();
    located = 0;
    project = 1;
    const locate = locateBy({
      call: (method, params) => {
        assert.equal(method, "recordings/locate");
        located++;
        const [recordingId = 0] = (params as { recordingIds: number[] }).recordingIds;
        const path = places.get(recordingId);
        const recordings =
          path === undefined ? [] : [{ recordingId, path, state: path === "" ? "gone" : "there" }];
        return Promise.resolve({ recordings });
      },
    });
    media = new Media({ origin: ORIGIN, locate, project: () => project });
  });

  afterEach(() => rm(home, { recursive: true }));

  const get = (address: string, range?: string): Promise<Response> =>
    media.handle(new Request(address, range === undefined ? {} : { headers: { Range: range } }));

  const put = async (recordingId: number, name: string, text: string): Promise<string> => {
    const path = join(home, name);
    await writeFile(path, Buffer.from(text, "latin1"));
    places.set(recordingId, path);
    return path;
  };

  test("each container has its type, by what the file holds and not by its name", async () => {
    const heads: [string, string][] = [
      ["RIFF\0\0\0\0WAVEfmt ", "audio/wav"],
      ["RF64\0\0\0\0WAVEds64", "audio/wav"],
      ["fLaC\0\0\0\x22", "audio/flac"],
      ["OggS\0\x02\0\0", "audio/ogg"],
      ["FORM\0\0\0\0AIFCxxxx", "audio/aiff"],
      ["riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb", "audio/x-w64"],
      ["caff\0\x01\0\0desc", "audio/x-caf"],
      [".snd\0\0\0\x18", "audio/basic"],
      ["ID3\x04\0\0\0\0", "audio/mpeg"],
      ["\xff\xfb\x90\x64", "audio/mpeg"],
    ];
    for (const [index, [head, type]] of heads.entries()) {
      await put(index, `${String(index)}.bin`, head);
      const response = await get(soundAddress({ recordingId: index }));
      assert.deepEqual([response.status, response.headers.get("Content-Type")], [200, type]);
      assert.equal(response.headers.get("X-Content-Type-Options"), "nosniff");
      assert.equal(response.headers.get("Cache-Control"), "no-store");
      assert.equal(response.headers.get("Access-Control-Allow-Origin"), ORIGIN);
      await response.body?.cancel();
    }
  });

  test("what is no sound is not served, whatever a catalog calls it", async () => {
    const texts = ["root:x:0:0:root:/root:/bin/sh\n", "", "SQLite format 3\0", "RIFF\0\0\0\0AVI "];
    for (const [index, text] of texts.entries()) {
      await put(index, `${String(index)}.wav`, text);
      assert.equal((await get(soundAddress({ recordingId: index }))).status, 404);
    }
    places.set(7, home);
    places.set(8, "");
    for (const recordingId of [7, 8, 9]) {
      assert.equal((await get(soundAddress({ recordingId }))).status, 404);
    }
  });

  test("ranges of one recording ask the engine once; a moved file is found again", async () => {
    const path = await put(5, "a.wav", `RIFF\0\0\0\0WAVE${"x".repeat(88)}`);
    const address = soundAddress({ recordingId: 5 });
    for (const range of ["bytes=0-3", "bytes=4-", "bytes=-10"]) {
      const response = await get(address, range);
      assert.equal(response.status, 206);
      await response.body?.cancel();
    }
    assert.equal(located, 1);
    await rename(path, join(home, "b.wav"));
    assert.equal((await get(address)).status, 404);
    places.set(5, join(home, "b.wav"));
    const response = await get(address, "bytes=0-3");
    assert.equal(await response.text(), "RIFF");
  });

  test("a link that comes later in a recording's place is not followed", async () => {
    const path = await put(5, "a.wav", "RIFF\0\0\0\0WAVE");
    assert.equal((await get(soundAddress({ recordingId: 5 }))).status, 200);
    await writeFile(join(home, "secret"), "RIFF\0\0\0\0WAVE secret");
    await rm(path);
    await symlink(join(home, "secret"), path);
    places.delete(5);
    assert.equal((await get(soundAddress({ recordingId: 5 }))).status, 404);
  });

  test("after a change of project no recording of the one before is served", async () => {
    await put(5, "a.wav", "RIFF\0\0\0\0WAVE one");
    const address = soundAddress({ recordingId: 5, project: 1 });
    assert.equal((await get(address)).status, 200);
    project = 2;
    assert.equal((await get(address)).status, 404);
    await put(5, "b.wav", "RIFF\0\0\0\0WAVE two");
    const response = await get(soundAddress({ recordingId: 5, project: 2 }));
    assert.match(await response.text(), /two/);
    assert.equal(located, 2);
  });

  test("an answer of the project before does not count in the next", async () => {
    await put(5, "a.wav", "RIFF\0\0\0\0WAVE one");
    const asked = get(soundAddress({ recordingId: 5 }));
    project = 2;
    assert.equal((await asked).status, 404);
  });

  test("without a way to locate there are no such addresses", async () => {
    const bare = new Media();
    const request = new Request(soundAddress({ recordingId: 5 }));
    assert.equal((await bare.handle(request)).status, 404);
  });
});
