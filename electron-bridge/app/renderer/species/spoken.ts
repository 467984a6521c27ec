/** Common names of the project's species in the language that the person chose for them. */
import { useEffect } from "react";
import { create } from "zustand";
import { useAnswer } from "../data/answer.js";
import { call } from "../data/call.js";
import { useEngine } from "../data/engine.js";
import { useSettings } from "../data/settings.js";

/** More than most projects have; further species keep their English names. */
const MOST = 1_000;

interface Spoken {
  /** By scientific name. */
  names: ReadonlyMap<string, string>;
  /** Whether Linnet has names in the language at all; undefined while that is not known. */
  isKept: boolean | undefined;
}

const NONE: Spoken = { names: new Map(), isKept: undefined };

export const useSpoken = create<Spoken>(() => NONE);

/** Keep the names for as long as the page is there; models tell the English ones themselves. */
export function useSpokenNames(): void {
  const language = useSettings(({ settings }) => settings.speciesLanguage);
  const { state, project } = useEngine();
  const isAsked = language !== "en" && language !== "scientific" && state === "ready";
  const { value } = useAnswer(
    isAsked ? `${language} ${String(project)}` : undefined,
    (signal) =>
      call(
        "names/search",
        { text: "", languages: [language], inCatalog: true, limit: MOST },
        { signal },
      ),
    ["species"],
  );
  useEffect(() => {
    if (!isAsked || value === undefined) {
      useSpoken.setState(NONE);
      return;
    }
    const named = value.names.flatMap(({ species, names = {} }) => {
      const name = names[language];
      return name === undefined ? [] : [[species, name] as const];
    });
    const isKept = !value.notes.some(({ kind }) => kind === "withoutLanguage");
    useSpoken.setState({ names: new Map(named), isKept });
  }, [isAsked, language, value]);
}
