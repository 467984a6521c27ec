/** How long quitting may wait. */
const QUIT_MS = 5000;

/** What is needed of Electron's `app`. */
export interface Quitting {
  on(event: "before-quit", listener: (event: { preventDefault(): void }) => void): unknown;
  exit(code: number): void;
}

/** Whether the application may quit now; asks the user where work would be cut short. */
export type Consent = () => Promise<boolean>;

/**
 * Put off the wish to quit until `stop` is done; who insists quits at once. A user who would rather
 * stay is not stopped, and is asked again the next time.
 */
export function stopBeforeQuit(
  app: Quitting,
  running: () => boolean,
  stop: (withinMs: number) => Promise<unknown>,
  consent?: Consent,
): void {
  let state: "here" | "asking" | "leaving" = "here";
  const leave = (): void => {
    state = "leaving";
    const quit = (): void => {
      clearTimeout(late);
      app.exit(0);
    };
    const late = setTimeout(quit, QUIT_MS);
    // Some of the time is for the system, to end what has been killed.
    stop(0.8 * QUIT_MS).then(quit, quit);
  };
  const ask = async (agreed: Consent): Promise<void> => {
    state = "asking";
    // Whoever cannot be asked is not kept.
    if (await agreed().catch(() => true)) leave();
    else state = "here";
  };
  app.on("before-quit", (event) => {
    if (state === "leaving" || (state === "here" && !running())) return;
    event.preventDefault();
    if (state === "asking") return;
    if (consent === undefined) leave();
    else void ask(consent);
  });
}
