/** Over every method and every path in the contract: a page names what was granted, and no other. */
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { CALL, type Outcome } from "../src/api.js";
import { METHODS } from "../src/generated/contract.js";
import { pathsIn } from "../src/main/checks.js";
import { Grants, registerIpc, type Caller } from "../src/main/index.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";

interface Schema {
  $ref?: string;
  "x-path"?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Document {
  methods: { name: string; params: { name: string; schema: Schema }[] }[];
  components: { schemas: Record<string, Schema> };
}

/** A marked field: where it stands, and params that hold a path there, with another in a list. */
interface Field {
  at: string;
  put: (path: string, beside: string) => unknown;
}

const document = JSON.parse(
  await readFile(new URL("../../docs/openrpc.json", import.meta.url), "utf8"),
) as Document;

function fieldsOf(schema: Schema): Field[] {
  if (schema.$ref !== undefined) {
    const type = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    return type === undefined ? assert.fail(`no ${schema.$ref}`) : fieldsOf(type);
  }
  const fields: Field[] = [];
  if (schema["x-path"] !== undefined) fields.push({ at: "", put: (path) => path });
  for (const inner of [schema.anyOf, schema.oneOf, schema.allOf].flat()) {
    if (inner !== undefined) fields.push(...fieldsOf(inner));
  }
  for (const inner of [schema.items, schema.prefixItems].flat()) {
    for (const { at, put } of inner === undefined ? [] : fieldsOf(inner)) {
      const list: Field["put"] = (path, beside) => [put(beside, beside), put(path, beside)];
      fields.push({ at: `[]${at}`, put: list });
    }
  }
  const members = Object.entries(schema.properties ?? {});
  if (typeof schema.additionalProperties === "object") {
    members.push(["any", schema.additionalProperties]);
  }
  for (const [name, inner] of members) fields.push(...memberOf(name, inner));
  return fields;
}

const memberOf = (name: string, schema: Schema): Field[] =>
  fieldsOf(schema).map(({ at, put }) => ({
    at: `.${name}${at}`,
    put: (path, beside) => ({ [name]: put(path, beside) }),
  }));

const FIELDS = document.methods.flatMap(({ name: method, params }) =>
  params
    .flatMap(({ name, schema }) => memberOf(name, schema))
    .map((field) => ({ method, ...field })),
);

let granted: string;
let elsewhere: string;
const ipc = new FakeIpc();
const calls: unknown[] = [];
const client: Caller = {
  call: (method, params) => {
    calls.push([method, params]);
    return Promise.resolve("done");
  },
};

beforeAll(async () => {
  granted = await realpath(await mkdtemp(join(tmpdir(), "linnet-granted-")));
  elsewhere = await realpath(await mkdtemp(join(tmpdir(), "linnet-elsewhere-")));
  const grants = new Grants();
  await grants.grant(granted);
  const allow = [...METHODS, "models/swap", "toString"];
  registerIpc(ipc, client, { origin: "app://bundle", grants, allow });
});

afterAll(async () => {
  await rm(granted, { recursive: true });
  await rm(elsewhere, { recursive: true });
});

const call = async (method: string, params: unknown): Promise<Outcome<unknown>> => {
  calls.length = 0;
  const event = {
    sender: new FakePage(),
    senderFrame: { url: "app://bundle/index.html", parent: null },
  };
  const sent = { id: "1", method, params, progress: false };
  return (await ipc.invoke(CALL, event, sent)) as Outcome<unknown>;
};

const assertRefused = (outcome: Outcome<unknown>): void => {
  assert.deepInclude(!outcome.ok && outcome.error, { kind: "NotAllowed" });
  assert.deepEqual(calls, []);
};

test("the fields that were once forgotten are among those that are tried", () => {
  const tried = FIELDS.map(({ method, at }) => `${method}${at}`);
  assert.includeMembers(tried, [
    "recordings/relink.folders[]",
    "annotations/import.recordings",
    "recordings/update.recordings[].path",
    "places/set.table",
    "query.like.path",
  ]);
});

describe.each(FIELDS)("$method$at", ({ method, put }) => {
  test("a path outside the grants is refused", async () => {
    for (const path of [join(elsewhere, "a.wav"), elsewhere, `${granted}/../x`, "a.wav", ""]) {
      assertRefused(await call(method, put(path, granted)));
    }
  });

  test("an address is refused", async () => {
    for (const path of ["https://example.org/model.zip", `file://${granted}/a.wav`]) {
      assertRefused(await call(method, put(path, granted)));
    }
  });

  test("a path inside the grants is passed on as it is", async () => {
    for (const path of [granted, join(granted, "deep", "a.wav")]) {
      const params = put(path, granted);
      assert.isTrue((await call(method, params)).ok);
      assert.deepEqual(calls, [[method, params]]);
    }
  });
});

test("a method that the contract does not know is refused, whatever `allow` says", async () => {
  assertRefused(await call("models/swap", { path: granted }));
  assertRefused(await call("toString", {}));
});

test("what only looks like a path is passed on", async () => {
  const asked = { select: "recordings", where: { path: { eq: "/elsewhere/a.wav" } } };
  assert.isTrue((await call("query", asked)).ok);
  assert.isTrue((await call("annotate", { annotations: [{ comment: "/etc/passwd" }] })).ok);
});

test("paths are found in lists, under any member, and in the other spelling of a member", () => {
  assert.deepEqual(pathsIn({ list_path: "/a", path: "/b" }, [["listPath"]]), ["/a"]);
  assert.deepEqual(pathsIn({ by: { x: "/a", y: ["/b"] } }, [["by", "*"]]), ["/a", "/b"]);
  assert.deepEqual(pathsIn({ inputs: "/a" }, [["inputs"]]), ["/a"]);
  assert.deepEqual(pathsIn({ inputs: [["/a"], null, 1] }, [["inputs"]]), ["/a"]);
  assert.deepEqual(pathsIn({ inputs: { path: "/a" } }, [["inputs"]]), []);
});
