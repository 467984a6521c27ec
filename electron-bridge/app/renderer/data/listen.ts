/** Joins the stores to what main tells without being asked: the engine's state, changes, jobs. */
export function listen(): void {
  // Filled as the bridge gains its events.
}
