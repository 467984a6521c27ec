/** What each setting of the engine is, in words; one that is not known here has its own name. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const SETTING_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  home: msg`Folder of models`,
  catalog: msg`Project's file`,
  drives: msg`Folders that count as drives`,
  model: msg`Model of runs that name none`,
  threads: msg`Threads of a run`,
  cache_gb: msg`Limit for prepared recordings, in GB`,
  "inference.providers": msg`Kinds of processors, the best first`,
  "inference.device_id": msg`Number of the graphics card`,
  "inference.intra_threads": msg`Threads that share one batch`,
  "inference.max_batch_size": msg`Windows at once, at most`,
  "inference.batch_s": msg`Seconds that a batch may take`,
  "inference.model_variant": msg`Precision of models`,
  "inference.memory_gb": msg`Memory for models, in GB`,
  "inference.optimised": msg`Keep optimised models`,
  "inference.warm_up": msg`Try models before their work`,
  "inference.timeout_s": msg`Seconds until a call of a model counts as failed`,
  "preprocessing.window_overlap": msg`Overlap of windows, as a share`,
  "preprocessing.skip_below": msg`Level below which windows are left out, in dBFS`,
  "preprocessing.find_speech": msg`Look for human voices in each run`,
  "breaker.failures": msg`Failures in a row until a model is left alone`,
  "breaker.recovery_s": msg`Seconds until a failed model is tried again`,
  "breaker.successes": msg`Calls that must succeed until it is trusted again`,
  "fallback.strategies": msg`What stands in for a failed model`,
  "fallback.similarity": msg`Least similarity of a window that stands in`,
  "metrics.textfile": msg`File of metrics`,
  "metrics.every_s": msg`Seconds between two writings of it`,
  "forward.url": msg`Address that results are sent to`,
  "forward.token_file": msg`File with the receiver's token`,
  "forward.certificates": msg`File of further authorities`,
  "forward.timeout_s": msg`Seconds that the receiver may take`,
  "forward.most_together": msg`Results in one request, at most`,
};

/** What each profile is for. */
export const PROFILE_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  desktop: msg`A computer on a desk, or a laptop.`,
  edge: msg`A small computer with a graphics processor.`,
  field: msg`A small computer in the field, with little memory.`,
  server: msg`A server with much memory.`,
};
