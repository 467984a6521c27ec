/** For a page: what it sees of main, and the few functions that go with it. */
export {
  clipAddress,
  pictureAddress,
  soundAddress,
  type ClipAddress,
  type PictureAddress,
  type SoundAddress,
  type StretchAddress,
} from "./addresses.js";
export type {
  EngineState,
  JobsApi,
  LinnetApi,
  Outcome,
  PageError,
  PageOptions,
  StateApi,
} from "./api.js";
export {
  withNews,
  type Job,
  type JobAsked,
  type JobOutcome,
  type JobsNews,
  type JobsSnapshot,
  type JobState,
} from "./jobs.js";
