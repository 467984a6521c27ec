/** Holds the sidecar's answers against the contract. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Select } from "../src/index.js";

interface OpenRpc {
  methods: { name: string; result: { schema: { $ref: string } } }[];
  components: {
    schemas: {
      QueryRequest: { properties: { select: { enum: Select[] } } };
      QueryResult: { properties: { rows: { items: { anyOf: { $ref: string }[] } } } };
    };
  };
}

const place = new URL("../../docs/openrpc.json", import.meta.url);
const document = JSON.parse(readFileSync(place, "utf8")) as OpenRpc;
const { QueryRequest, QueryResult } = document.components.schemas;

// A row with some fields may have any. No test that checks all results asks for such rows, so that
// each row is held against its own kind.
const { items } = QueryResult.properties.rows;
items.anyOf = items.anyOf.filter(({ $ref }) => !$ref.endsWith("/PartialRow"));

const generator = "../scripts/rows.mjs"; // it has no types
export const { rowsBySelect } = (await import(generator)) as {
  rowsBySelect: (selects: string[], rows: string[]) => Record<string, string>;
};

/** All that `query` can be asked for. */
export const SELECTS = QueryRequest.properties.select.enum;

/** What a client's `checkResult` may be: raises unless a result is as the contract says. */
export function resultChecker(): (method: string, result: unknown) => void {
  const check = checker();
  const schemas = new Map(document.methods.map(({ name, result }) => [name, result.schema.$ref]));
  return (method, result) => {
    const schema = schemas.get(method);
    if (schema === undefined) throw new Error(`${method} is not in the contract`);
    check(method, schema, result);
  };
}

/** Raises unless a row is of the kind that the types name for its select. */
export function rowChecker(): (select: Select, row: unknown) => void {
  const check = checker();
  const path = "#/components/schemas/";
  const rows = QueryResult.properties.rows.items.anyOf.map(({ $ref }) => $ref.slice(path.length));
  const names = rowsBySelect(SELECTS, rows);
  return (select, row) => {
    check(select, `${path}${names[select] ?? ""}`, row);
  };
}

function checker(): (what: string, reference: string, value: unknown) => void {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { "date-time": true } });
  ajv.addSchema(document, "openrpc");
  return (what, reference, value) => {
    const check = ajv.getSchema(`openrpc${reference}`);
    if (check === undefined) throw new Error(`${what}: ${reference} is not in the contract`);
    if (!check(value)) throw new Error(`${what}: ${ajv.errorsText(check.errors)}`);
  };
}
