/** How many people gave each verdict on a clip, in a line of its tile. */
import { VERIFIED, type Verdict as Word } from "../data/verdict.js";
import { count } from "../i18n/format.js";
import { Verdict } from "../ui/verdict.js";
import type { PersonsWord } from "./clip.js";

const WORDS: readonly Word[] = ["right", "wrong", "unsure"];

export function PeopleLine({ people }: { people: readonly PersonsWord[] }): React.JSX.Element {
  return (
    <span className="tile-line tile-people small">
      {WORDS.map((word) => {
        const those = people.filter(({ verified }) => verified === VERIFIED[word]);
        if (those.length === 0) return null;
        const names = those.map(({ labeler }) => labeler).join(", ");
        return (
          <span key={word}>
            {count(those.length)} <Verdict verdict={word} by={names} correctedTo={null} isShort />
          </span>
        );
      })}
    </span>
  );
}
