/** Works that come one after another, in the order in which they were asked for. */

export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** A key that is pressed before the step before it is done waits for it, and is not lost. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
