import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { SidecarCrashed, SidecarNotStarted } from "../call/errors.js";
import { eachLine, LastLines } from "./lines.js";

/** Lines of the sidecar's log that are kept for error reports. */
const LOG_LINES = 50;

/** How long the last lines may take to arrive after the sidecar has ended. */
const LAST_LINES_MS = 40;

/** What a program needs of its surroundings; nothing that could bend Python or Node. */
const PASSED_ON = [
  ..."HOME LANG LC_ALL LOGNAME PATH SHELL TERM TMPDIR TZ USER XDG_DATA_HOME".split(" "),
  ..."APPDATA LOCALAPPDATA SYSTEMDRIVE SYSTEMROOT TEMP TMP USERPROFILE".split(" "),
];

export interface SpawnOptions {
  /** The frozen program, or `linnet` of a virtual environment. */
  command: string;
  args?: readonly string[];
  /** Added to the few variables that are passed on, such as LINNET_HOME. */
  env?: Readonly<Record<string, string>>;
  /** Told each line of the sidecar's log. */
  onLog?: (line: string) => void;
}

export interface Spawned {
  child: ChildProcessWithoutNullStreams;
  /** How it ended, once it has. */
  ended: Promise<SidecarCrashed | SidecarNotStarted>;
}

/** Start a sidecar without a shell; its log is always drained, so that it can never block. */
export function spawnSidecar(options: SpawnOptions): Spawned {
  const child = spawnChild(options);
  const lines = new LastLines(LOG_LINES);
  const rest = eachLine(child.stderr, (line) => {
    lines.add(line);
    options.onLog?.(line);
  });
  const ended = new Promise<SidecarCrashed | SidecarNotStarted>((resolve) => {
    child.on("error", (error) => {
      // Also raised for a signal that could not be sent, and that ends nothing.
      if (child.pid === undefined) resolve(new SidecarNotStarted(options.command, error));
    });
    child.once("exit", (code, signal) => {
      const tell = (): void => {
        if (rest() !== "") lines.add(rest());
        resolve(new SidecarCrashed(code, signal, lines.read()));
      };
      // A process that the sidecar left behind may hold its log open.
      const timer = setTimeout(tell, LAST_LINES_MS);
      child.once("close", () => {
        clearTimeout(timer);
        tell();
      });
    });
  });
  return { child, ended };
}

function spawnChild(options: SpawnOptions): ChildProcessWithoutNullStreams {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  try {
    return spawn(options.command, [...(options.args ?? ["serve"])], {
      env: { ...Object.fromEntries(kept), ...options.env },
      shell: false,
      stdio: "pipe",
      windowsHide: true,
    });
  } catch (error) {
    // Some failures are thrown, such as a program for another processor; others are events.
    throw new SidecarNotStarted(options.command, error as NodeJS.ErrnoException);
  }
}
