import { AbortError } from "./errors.js";

/** The longest that a timer can wait, 24 days; a longer one would go off at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Settle as `promise` does, unless its time is over or the signal aborts before. */
export async function inTime<Value>(
  promise: Promise<Value>,
  timeoutMs: number | undefined,
  late: () => Error,
  signal?: AbortSignal,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  let abort: () => void = () => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    abort = () => {
      reject(new AbortError(signal?.reason));
    };
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort, { once: true });
    if (timeoutMs === undefined) return;
    timer = setTimeout(
      () => {
        reject(late());
      },
      Math.min(timeoutMs, LONGEST_MS),
    );
  });
  try {
    return await Promise.race([promise, interrupted]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
