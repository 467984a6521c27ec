/** What a model says of itself, in the page's language where the model is a known one. */
import { useLingui } from "@lingui/react/macro";
import { KNOWN_TEXTS } from "./known-texts.js";

/** A model of a person's own has its own words, which nobody has translated. */
export function useKnownText(): (text: string) => string {
  const { i18n } = useLingui();
  return (text) => {
    const known = KNOWN_TEXTS[text];
    return known === undefined ? text : i18n._(known);
  };
}
