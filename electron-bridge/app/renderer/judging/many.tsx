/** A word is said of several clips: how many, in a dialog and for the live region. */
import { plural } from "@lingui/core/macro";
import { Plural } from "@lingui/react/macro";
import type { Verdict } from "../data/verdict.js";

/** Shown above what is asked; nothing for one clip. */
export function OfMany({ number }: { number: number }): React.JSX.Element | null {
  if (number < 2) return null;
  return (
    <p>
      <Plural
        value={number}
        one="It is said of # clip."
        other="It is said of all # chosen clips."
      />
    </p>
  );
}

/** What was said of several clips. */
export function manySaid(number: number, what: Verdict): string {
  const texts: Record<Verdict, string> = {
    right: plural(number, { one: "# clip is right.", other: "# clips are right." }),
    wrong: plural(number, { one: "# clip is wrong.", other: "# clips are wrong." }),
    unsure: plural(number, { one: "# clip is unsure.", other: "# clips are unsure." }),
    none: plural(number, {
      one: "The verdict on # clip is taken back.",
      other: "The verdicts on # clips are taken back.",
    }),
  };
  return texts[what];
}
