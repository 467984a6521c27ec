/** What a folder of an import is like, in a few words. */
import { t } from "@lingui/core/macro";
import type { FolderSummary, FolderTrouble } from "@linnet/electron-bridge/generated/contract.js";
import { clock } from "../../../i18n/format.js";

/** The days of its recordings: "12 Mar 2026 to 19 Mar 2026". */
export function datesText({ first, last }: FolderSummary): string {
  if (first === null || last === null) return t`without a date`;
  const [from, to] = [clock(first.slice(0, 10)), clock(last.slice(0, 10))];
  return from === to ? from : t`${from} to ${to}`;
}

/** What stands in its way: files that cannot be read are counted by themselves. */
export function conflictsOf({ trouble }: FolderSummary): FolderTrouble[] {
  return trouble.filter(({ kind, fixes, changesResults }) => {
    return kind !== "unreadable" && (changesResults || fixes.length > 0) && kind !== "knownAlready";
  });
}

export function unreadable({ trouble }: FolderSummary): number {
  return trouble.find(({ kind }) => kind === "unreadable")?.count ?? 0;
}

/** Where a folder is, by a choice or by the pattern; null where nothing names a site. */
export function siteText({ survey, site }: FolderSummary, names: boolean): string | null {
  if (site === null || !names) return null;
  return survey === null ? site : `${survey} / ${site}`;
}

/** "UTC-5", as the recorder's clock says; null where it says none. */
export function offsetText(start: string | null): string | null {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(start ?? "");
  if (offset === null) return null;
  const [, sign = "", hours = "", minutes = ""] = offset;
  const rest = minutes === "00" ? "" : `:${minutes}`;
  return hours === "00" && rest === ""
    ? "UTC"
    : `UTC${sign === "-" ? "−" : "+"}${String(Number(hours))}${rest}`;
}
