/** A day as people type it and the engine reads it. */

/** A day of the calendar, as it was typed or kept. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(value) ? undefined : value;
}
