/** The chosen row or clip: at once on the screen, and in the page's address once the arrows rest. */
import { useCallback, useEffect, useState } from "react";
import { keep, useRoute } from "./routes.js";

/** A browser takes few changes of an address a second, and a held arrow makes many. */
const REST_MS = 250;

/** `name`: as what the address keeps it. */
export function useChosen(
  name: "row" | "clip",
): [number | undefined, (id: number | undefined) => void] {
  const { query } = useRoute();
  const kept = query[name] === undefined ? undefined : Number(query[name]);
  const [state, setState] = useState({ chosen: kept, kept });
  // The address was changed by somebody else, such as "back".
  if (state.kept !== kept) setState({ chosen: kept ?? state.chosen, kept });
  const { chosen } = state;
  useEffect(() => {
    if (chosen === kept) return;
    const timer = setTimeout(() => {
      setState({ chosen, kept: chosen });
      keep({ [name]: chosen === undefined ? undefined : String(chosen) });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [name, chosen, kept]);
  const choose = useCallback((id: number | undefined) => {
    setState((before) => ({ ...before, chosen: id }));
  }, []);
  return [chosen, choose];
}
