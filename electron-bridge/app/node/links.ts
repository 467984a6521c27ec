import type { Link } from "../shared/app-api.js";

/** The only addresses that the system's browser is sent to. */
export const LINKS: Record<Link, string> = {
  birdnet: "https://zenodo.org/records/15050749",
  perch: "https://www.kaggle.com/models/google/bird-vocalization-classifier",
  "licence-by-nc-sa": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
  apache: "https://www.apache.org/licenses/LICENSE-2.0",
};
