import { setTimeout } from "node:timers/promises";
import type { SidecarClient } from "../call/client.js";
import { CallTimedOut } from "../call/errors.js";

export interface HealthOptions {
  everyMs: number;
  /** How long a sidecar may be silent before it counts as hung. */
  timeoutMs?: number;
}

/** Ask for health time and again, and end a sidecar that does not answer. */
export async function watchHealth(
  client: SidecarClient,
  { everyMs, timeoutMs = 10_000 }: HealthOptions,
  signal: AbortSignal,
): Promise<void> {
  const wait = (): Promise<boolean> => setTimeout(everyMs, true, { signal }).catch(() => false);
  while (await wait()) {
    try {
      await client.call("health", {}, { timeoutMs });
    } catch (error) {
      // Any answer is a sign of life; a crash aborts the signal.
      if (error instanceof CallTimedOut && !signal.aborted) await client.kill("hung");
    }
  }
}
