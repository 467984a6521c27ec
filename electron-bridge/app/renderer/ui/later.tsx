/** Parts of the app whose code comes when they are first shown. */
import { useEffect, useReducer } from "react";
import { Loading } from "./loading.js";

type Loads = () => Promise<{ default: React.ComponentType }>;

/**
 * A part that shows itself as soon as its code is there. React's own `lazy` would hold it back: what
 * follows a fallback of `Suspense` waits for 300 ms.
 */
export function later(loads: Loads): React.ComponentType {
  let Part: React.ComponentType | undefined;
  let trouble: unknown;
  let coming: Promise<void> | undefined;
  const come = async (): Promise<void> => {
    try {
      Part = (await loads()).default;
    } catch (error) {
      trouble = error;
    }
  };
  return function Later() {
    const [, show] = useReducer((count: number) => count + 1, 0);
    useEffect(() => {
      let isHere = true;
      if (Part === undefined) {
        coming ??= come();
        void coming.then(() => {
          if (isHere) show();
        });
      }
      return () => {
        isHere = false;
      };
    }, []);
    if (trouble !== undefined) throw trouble as Error;
    return Part === undefined ? <Loading /> : <Part />;
  };
}
