/** Species whose names a text begins, holds or is like: those of the project first, as the engine orders them. */
import { useEffect, useState } from "react";
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../data/answer.js";
import { call } from "../data/call.js";

export type Found = Methods["names/search"]["result"];

/** So many names are listed at a time; typing more of a name finds the others. */
const MOST = 100;

interface Asked {
  /** The recording whose place and week say which species are expected. */
  recordingId?: number;
  /** Only species that the project has. */
  inCatalog?: boolean;
}

export function useFound(text: string, asked: Asked = {}): Answer<Found> {
  const rested = useRested(text.trim());
  const params = { text: rested, limit: MOST, ...asked };
  return useAnswer(JSON.stringify(params), (signal) => call("names/search", params, { signal }));
}

const TYPING_MS = 120;

/** A text once nobody has typed for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(text);
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return rested;
}
