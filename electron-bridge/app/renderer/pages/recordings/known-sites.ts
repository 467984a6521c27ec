/** All sites, so that a slip of the hand is seen before it makes a new one, or a second of one name. */
import type { SiteRow } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { allRows } from "./all-rows.js";

/** Undefined while they are not known. */
export function useKnownSites(): readonly SiteRow[] | undefined {
  const { value } = useAnswer("known sites", (signal) => allRows({ select: "sites" }, signal), [
    "sites",
  ]);
  return value?.rows;
}
