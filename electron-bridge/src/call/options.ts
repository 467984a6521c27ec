export interface RunOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export interface CallOptions<Progress> extends RunOptions {
  onProgress?: ((value: Progress) => void) | undefined;
}
