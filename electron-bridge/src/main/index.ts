export { Grants } from "./grants.js";
export {
  registerIpc,
  type Caller,
  type IpcEvent,
  type IpcMain,
  type IpcOptions,
  type Page,
} from "./ipc.js";
export { Media } from "./media.js";
