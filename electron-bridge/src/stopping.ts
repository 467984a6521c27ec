import { setTimeout } from "node:timers/promises";
import type { Spawned } from "./spawn.js";

/** How long each step of stopping may take before the next, harder one. */
const STEP_MS = 2000;

/** Ask a sidecar to end, by `farewell` first, then insist until it has. */
export async function endSidecar({ child, ended }: Spawned, farewell: () => void): Promise<void> {
  const harder = [
    farewell,
    () => child.stdin.end(),
    () => child.kill("SIGTERM"),
    () => child.kill("SIGKILL"),
  ];
  for (const step of harder) {
    step();
    if (await happens(ended, STEP_MS)) return;
  }
}

async function happens(event: Promise<unknown>, withinMs: number): Promise<boolean> {
  const waiting = new AbortController();
  const late = setTimeout(withinMs, false, { signal: waiting.signal });
  late.catch(() => undefined); // called off, below
  try {
    return await Promise.race([event.then(() => true), late]);
  } finally {
    waiting.abort();
  }
}
