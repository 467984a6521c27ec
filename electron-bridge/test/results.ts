/** Holds the sidecar's answers against the contract. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

interface OpenRpc {
  methods: { name: string; result: { schema: { $ref: string } } }[];
}

/** What a client's `checkResult` may be: raises unless a result is as the contract says. */
export function resultChecker(): (method: string, result: unknown) => void {
  const place = new URL("../../docs/openrpc.json", import.meta.url);
  const document = JSON.parse(readFileSync(place, "utf8")) as OpenRpc;
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { "date-time": true } });
  ajv.addSchema(document, "openrpc");
  const schemas = new Map(document.methods.map(({ name, result }) => [name, result.schema.$ref]));
  return (method, result) => {
    const check = ajv.getSchema(`openrpc${schemas.get(method) ?? ""}`);
    if (!schemas.has(method) || check === undefined)
      throw new Error(`${method} is not in the contract`);
    if (!check(result)) throw new Error(`${method}: ${ajv.errorsText(check.errors)}`);
  };
}
