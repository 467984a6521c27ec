/** The rules of clocks: what people have said of time zones and of clocks that were wrong. */
import type { ClockRow } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { allRows } from "./all-rows.js";

export interface Clocks {
  ofDeployment: ReadonlyMap<number, ClockRow>;
  ofSite: ReadonlyMap<number, ClockRow>;
  /** As an import makes them of a card whose clock was wrong; the deepest folder first. */
  ofFolders: readonly ClockRow[];
}

const NONE: Clocks = { ofDeployment: new Map(), ofSite: new Map(), ofFolders: [] };

export function useClocks(): Clocks {
  const { value } = useAnswer(
    "clocks",
    async (signal) => {
      const outcome = await allRows({ select: "clocks", where: { recordingId: null } }, signal);
      return outcome.ok ? { ok: true as const, value: clocksOf(outcome.value.rows) } : outcome;
    },
    ["clocks"],
  );
  return value ?? NONE;
}

function clocksOf(rows: readonly ClockRow[]): Clocks {
  const by = (key: "deploymentId" | "siteId"): Map<number, ClockRow> =>
    new Map(rows.flatMap((row) => (row[key] === null ? [] : [[row[key], row]])));
  const ofFolders = rows.filter(({ folder }) => folder !== null);
  ofFolders.sort((one, other) => (other.folder ?? "").length - (one.folder ?? "").length);
  return { ofDeployment: by("deploymentId"), ofSite: by("siteId"), ofFolders };
}

/** A shift as people say it: sign, hours, minutes and seconds. */
export function shiftText(seconds: number): string {
  const size = Math.abs(Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(size / 3600), Math.floor((size % 3600) / 60)];
  return `${seconds < 0 ? "−" : "+"}${String(hours)}:${two(minutes)}:${two(size % 60)}`;
}

/** Seconds of "+1:30", "-0:00:05" or "2" (hours); undefined if it is none of these. */
export function shiftOf(text: string): number | undefined {
  const [, sign = "", hours = "", minutes = "0", seconds = "0"] =
    /^\s*([-−–+]?)\s*(\d{1,6})(?::([0-5]?\d)(?::([0-5]?\d))?)?\s*$/.exec(text) ?? [];
  if (hours === "") return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return /[-−–]/.test(sign) && size !== 0 ? -size : size;
}
