export { SidecarClient, type CallOptions } from "./client.js";
export { SidecarCrashed, SidecarNotStarted } from "./errors.js";
export * from "./generated/contract.js";
export type { SpawnOptions } from "./spawn.js";
