export { SidecarClient, type CallOptions } from "./client.js";
export { SidecarCrashed } from "./errors.js";
export * from "./generated/contract.js";
export type { SpawnOptions } from "./spawn.js";
