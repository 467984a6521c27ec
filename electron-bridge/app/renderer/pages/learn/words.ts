/** Figures of classifiers as text, and why one is missing. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { score } from "../../i18n/format.js";

/** The engine's sentences about a species' figures. */
const KNOWN: Readonly<Record<string, MessageDescriptor>> = {
  "Too few recordings to test this species: at least two with it and two without it are needed.": msg`Too few recordings to test it: two with it and two without it are needed.`,
  "Nobody labelled a window without this species. Unlabelled windows were used instead; some may contain it.": msg`Nobody labelled a window without it. Unlabelled windows were taken instead, and some may have it.`,
  "Few windows with or without this species: the figures are rough.": msg`Few windows with or without it: the figures are rough.`,
  "Too few recordings: at least two with it and two without it are needed.": msg`Too few recordings: two with it and two without it are needed.`,
};

export interface NoteWords {
  said: string;
  /** What the engine says in words that the page does not know. */
  own: string[];
}

export function useNoteWords(): (note: string | null | undefined) => NoteWords {
  const { i18n } = useLingui();
  return (note) => {
    let rest = note ?? "";
    const said: string[] = [];
    for (const [known, words] of Object.entries(KNOWN)) {
      if (!rest.includes(known)) continue;
      said.push(i18n._(words));
      rest = rest.replace(known, "");
    }
    return { said: said.join(" "), own: rest.trim() === "" ? [] : [rest.trim()] };
  };
}

/** A figure of 0 to 1; a dash where nobody knows it. */
export function figure(value: number | null | undefined): string {
  return value == null ? "–" : score(value);
}

/** The name of a classifier as it may be written: small letters, digits and dashes. */
export function asName(typed: string): string {
  return typed
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, 64);
}
