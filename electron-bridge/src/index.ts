export { pages, rows, type Questioned } from "./call/paging.js";
export type { Call, Calls } from "./call/calls.js";
export type { Page, Query, RowField, RowOf, Select } from "./call/types.js";
export { SidecarClient, type ClientOptions } from "./call/client.js";
export {
  AbortError,
  ProjectChanged,
  CallTimedOut,
  ResponseError,
  SidecarCrashed,
  SidecarMismatch,
  SidecarNotFound,
  SidecarNotStarted,
  SidecarStopped,
  type ErrorData,
  type Fault,
  type PlaceLookedAt,
  type Version,
} from "./call/errors.js";
export * from "./generated/contract.js";
export { findSidecar, type Places } from "./process/find.js";
export type { SpawnOptions } from "./process/spawn.js";
export type { HealthOptions } from "./supervise/health.js";
export type { Consent, Quitting } from "./supervise/quitting.js";
export type { CallOptions, RunOptions } from "./call/options.js";
export type { RestartOptions } from "./supervise/restarts.js";
export type { Run } from "./call/run.js";
export { Sidecar, type SidecarOptions, type SidecarState } from "./supervise/supervisor.js";
