import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Spawned } from "./spawn.js";

/** How long a sidecar may take to end; what it then runs, it first commits. */
const STOP_MS = 8000;

/** How long the system may take to end a process that it has been told to kill. */
export const KILL_MS = 2000;

/** Ask a sidecar to end, by `farewell` first, then insist, so that it has `withinMs`. */
export async function endSidecar(
  { child, ended }: Spawned,
  farewell: () => void,
  withinMs = STOP_MS,
): Promise<void> {
  const steps: [step: () => void, share: number][] = [
    [farewell, 0.7],
    [() => child.stdin.end(), 0.1],
    [() => child.kill("SIGTERM"), 0.1],
  ];
  // There is no such request on Windows: it would end the process, but none that it started.
  if (process.platform === "win32") steps.pop();
  for (const [step, share] of steps) {
    step();
    if (await happens(ended, withinMs * share)) return;
  }
  killSidecar(child);
  await happens(ended, KILL_MS);
}

/** End a sidecar at once. */
export function killSidecar(child: ChildProcess): void {
  const kill = (): void => void child.kill("SIGKILL");
  if (process.platform !== "win32" || child.pid === undefined) {
    kill();
    return;
  }
  const program = join(process.env.SYSTEMROOT ?? "C:\\Windows", "System32", "taskkill.exe");
  const arguments_ = ["/PID", String(child.pid), "/T", "/F"];
  spawn(program, arguments_, { shell: false, stdio: "ignore", windowsHide: true })
    .on("error", kill)
    .on("exit", (code) => {
      if (code !== 0) kill();
    });
}

/** Whether something happens in time. */
export async function happens(event: Promise<unknown>, withinMs: number): Promise<boolean> {
  const waiting = new AbortController();
  const late = setTimeout(withinMs, false, { signal: waiting.signal });
  late.catch(() => undefined); // called off, below
  try {
    return await Promise.race([event.then(() => true), late]);
  } finally {
    waiting.abort();
  }
}
