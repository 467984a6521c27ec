import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

/** Lines of the sidecar's log that are kept for error reports. */
const LOG_LINES = 50;

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
}

export interface Spawned {
  child: ChildProcessWithoutNullStreams;
  /** The last lines of its log. */
  log: readonly string[];
}

/** Start a sidecar without a shell; its log is always drained, so that it can never block. */
export function spawnSidecar(options: SpawnOptions): Spawned {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(options.command, [...(options.args ?? ["serve"])], {
    env: { ...Object.fromEntries(kept), ...options.env },
    shell: false,
    stdio: "pipe",
    windowsHide: true,
  });
  const log: string[] = [];
  let rest = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    log.push(...lines);
    log.splice(0, log.length - LOG_LINES);
  });
  return { child, log };
}
