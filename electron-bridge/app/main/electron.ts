/** What main takes of Electron; tests give a fake of it. */
export type Electron = typeof import("electron");
