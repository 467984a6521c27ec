/** Numbers of recordings as text. */
import { plural } from "@lingui/core/macro";
import { count } from "../../i18n/format.js";

export function recordingsText(recordings: number): string {
  const shown = count(recordings);
  return plural(recordings, { one: "# recording", other: `${shown} recordings` });
}
