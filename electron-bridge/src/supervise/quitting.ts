/** How long quitting may wait. */
const QUIT_MS = 5000;

/** What is needed of Electron's `app`. */
export interface Quitting {
  on(event: "before-quit", listener: (event: { preventDefault(): void }) => void): unknown;
  exit(code: number): void;
}

/** Put off the first wish to quit until `stop` is done; who insists quits at once. */
export function stopBeforeQuit(
  app: Quitting,
  running: () => boolean,
  stop: (withinMs: number) => Promise<unknown>,
): void {
  let asked = false;
  app.on("before-quit", (event) => {
    if (asked || !running()) return;
    asked = true;
    event.preventDefault();
    const quit = (): void => {
      clearTimeout(late);
      app.exit(0);
    };
    const late = setTimeout(quit, QUIT_MS);
    // Some of the time is for the system, to end what has been killed.
    stop(0.8 * QUIT_MS).then(quit, quit);
  });
}
