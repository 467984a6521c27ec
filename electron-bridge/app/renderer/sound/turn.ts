/** One sound at a time in the whole app: who begins one silences the other. */

let silence: (() => void) | undefined;

/** Take the turn; `stop` silences its owner once another one takes it. */
export function takeTurn(stop: () => void): void {
  const other = silence;
  silence = stop;
  if (other !== stop) other?.();
}
