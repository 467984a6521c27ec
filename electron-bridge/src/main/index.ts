export { Engine, type Supervised } from "./engine.js";
export { GrantRefused, Grants, type Grant, type GrantsOptions, type KeptGrants } from "./grants.js";
export {
  registerIpc,
  type Caller,
  type IpcEvent,
  type IpcMain,
  type IpcOptions,
  type Page,
} from "./ipc.js";
export { Gate, type GateOptions } from "./gate.js";
export { Jobs, type JobsOptions } from "./jobs.js";
export { LogFile, type LogOptions } from "./log.js";
export { locateBy, Media, type Locate, type MediaOptions } from "./media.js";
export type { BytesOptions } from "./bytes.js";
export { Pictures } from "./pictures.js";
export { serveMedia } from "./serving.js";
export { Sounds } from "./sounds.js";
export { writeWhole } from "./whole.js";
export type * from "../jobs.js";
export type { EngineState, JobsApi, LinnetApi, Outcome, PageError, StateApi } from "../api.js";
