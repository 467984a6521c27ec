import { KEPT } from "../api.js";
import { METHODS, PATHS, type Methods } from "../generated/contract.js";
import { isRecord, notPlain, pathsIn } from "./checks.js";
import type { Grants } from "./grants.js";
import type { IpcEvent } from "./ipc.js";
import { lookAt, type Looked } from "./looked.js";

export interface GateOptions {
  /** The page's own origin, such as "app://bundle"; calls of any other are refused. */
  origin: string;
  grants: Grants;
  /** Methods a page may call; all but those that install code of others, unless given. */
  allow?: readonly string[];
  /** A closer look at params; returns what is wrong with them. */
  validate?: (method: string, params: Record<string, unknown>) => string[];
}

const USUAL: readonly string[] = METHODS.filter((name) => name !== KEPT && name !== "models/add");

/** Decides what a page may ask for, by a call or by a job. */
export class Gate {
  constructor(private readonly options: GateOptions) {}

  /** Say why a caller is refused; undefined when it is not. */
  strangerIn({ senderFrame }: IpcEvent): string | undefined {
    if (senderFrame === null || senderFrame.parent !== null) {
      return "Only the page itself may call.";
    }
    const ours = originOf(senderFrame.url) === this.options.origin;
    return ours ? undefined : "This page may not call the engine.";
  }

  /** Say why a method with these params is refused; undefined when it is not. */
  unfit(method: string, params: unknown): string | undefined {
    const { allow = USUAL, validate } = this.options;
    // Of a method outside the contract nobody knows which params name files.
    if (!allow.includes(method) || !Object.hasOwn(PATHS, method)) {
      return `A page may not call "${method}".`;
    }
    if (!isRecord(params)) return "The params must be an object.";
    // The bridge's own: with a token of its choice a page could listen to another call.
    if ("progress" in params) {
      return "The params cannot be used: progress is not a page's to choose.";
    }
    const problem = notPlain(params) ?? validate?.(method, params)[0];
    return problem === undefined ? undefined : `The params cannot be used: ${problem}.`;
  }
}

/** Look at the files and folders that a call names; says why the call is refused. */
export function lookAtPaths(
  method: keyof Methods,
  params: unknown,
  grants: Grants,
): Promise<string | Looked> {
  return lookAt(method, pathsIn(params, PATHS[method]), grants);
}

/** The origin of an address; an own scheme has one too, though `URL` calls it "null". */
function originOf(address: string): string | undefined {
  try {
    const { origin, protocol, host } = new URL(address);
    return origin === "null" ? `${protocol}//${host}` : origin;
  } catch {
    return undefined;
  }
}
