/** What a command is: where its keys count, its name, and its keys. */
import type { MessageDescriptor } from "@lingui/core";

/**
 * Where a command's keys count, with the scope around it. The innermost wins: a dialog hides the
 * page, a widget (the table of detections) goes before its page, and "app" is everywhere.
 */
export const OUTER = {
  app: undefined,
  recordings: "app",
  "recordings-list": "recordings",
  "recordings-import": "recordings",
  // Other pages have a map too; it lies deeper than any page.
  map: "recordings",
  run: "app",
  detections: "app",
  grid: "detections",
  species: "app",
  activity: "app",
  plot: "app",
  label: "app",
  sounds: "label",
  verify: "app",
  tiles: "verify",
  learn: "app",
  models: "app",
  export: "app",
  settings: "app",
  "first-run": "app",
} as const;

export type Scope = keyof typeof OUTER;

/** The scopes around a scope, from the nearest to "app". */
export function around(scope: Scope): Scope[] {
  const outer: Scope | undefined = OUTER[scope];
  return outer === undefined ? [] : [outer, ...around(outer)];
}

export interface Command {
  scope: Scope;
  label: MessageDescriptor;
  /** As tinykeys names them; "$mod" is Ctrl, or Cmd on a Mac. */
  keys: readonly string[];
  /** Its keys say what is meant, such as a number, so no other could. */
  fixed?: boolean;
}

export const command = (scope: Scope, label: MessageDescriptor, ...keys: string[]): Command => ({
  scope,
  label,
  keys,
});

export const byNumber = (scope: Scope, label: MessageDescriptor): Command => ({
  ...command(scope, label, "1", "2", "3", "4", "5", "6", "7", "8", "9"),
  fixed: true,
});
