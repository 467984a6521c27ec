/** Puts lines on the clipboard for a report of a fault, without who the person is. */

/** Main takes no longer line. */
const LONGEST = 20_000;

export async function copyReport(lines: readonly (string | undefined)[]): Promise<void> {
  const known = lines.flatMap((line = "") => (line === "" ? [] : [line.slice(0, LONGEST)]));
  await navigator.clipboard.writeText((await window.app.redacted(known)).join("\n"));
}
