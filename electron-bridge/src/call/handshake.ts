import { SidecarMismatch, type Version } from "./errors.js";
import {
  CONTRACT,
  PROTOCOL_VERSION,
  type InitializeRequest,
  type InitializeResult,
} from "../generated/contract.js";

/** How long a first start may take, with a virus scanner that reads all of it. */
const HANDSHAKE_MS = 60_000;

export interface HandshakeOptions {
  catalog?: string;
  handshakeTimeoutMs?: number;
  /** For development, where bridge and sidecar are not always built together. */
  allowOtherContract?: boolean;
}

/** Greet a sidecar by `send`; raises SidecarMismatch when it is of another version. */
export async function handshake(
  send: (params: InitializeRequest, limit: { timeoutMs: number }) => Promise<InitializeResult>,
  { catalog, handshakeTimeoutMs = HANDSHAKE_MS, allowOtherContract = false }: HandshakeOptions,
): Promise<InitializeResult> {
  const params = {
    client: { name: "@linnet/electron-bridge" },
    processId: process.pid,
    ...(catalog === undefined ? {} : { catalog }),
  };
  const answer = await send(params, { timeoutMs: handshakeTimeoutMs });
  const found = version(answer);
  if (
    found.protocolVersion !== PROTOCOL_VERSION ||
    (found.contract !== CONTRACT && !allowOtherContract)
  ) {
    throw new SidecarMismatch({ protocolVersion: PROTOCOL_VERSION, contract: CONTRACT }, found);
  }
  return answer;
}

/** What an answer says, which of another version may be anything. */
function version(answer: unknown): Version {
  const said: Partial<Record<keyof Version, unknown>> = Object(answer) as object;
  return {
    protocolVersion: typeof said.protocolVersion === "number" ? said.protocolVersion : undefined,
    contract: typeof said.contract === "string" ? said.contract : undefined,
  };
}
