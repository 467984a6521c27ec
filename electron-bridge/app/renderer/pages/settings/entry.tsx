/** A setting: its name, a sentence, and what changes it. */
import { type ReactNode, useId } from "react";

export interface Entry {
  id: string;
  title: string;
  /** What it does, in a sentence. */
  sentence: string;
  control: ReactNode;
  /** More words by which the search finds it. */
  words?: string;
  /** Under its name over the whole width, such as a table. */
  wide?: boolean;
}

export interface Section {
  id: string;
  title: string;
  entries: Entry[];
}

export function EntryRow({ entry }: { entry: Entry }): React.JSX.Element {
  const { title, sentence, control, wide = false } = entry;
  const id = useId();
  return (
    <section
      className={wide ? "setting wide" : "setting"}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}sentence`}
    >
      <div className="setting-words">
        <h3 id={`${id}title`}>{title}</h3>
        <p id={`${id}sentence`} className="quiet small">
          {sentence}
        </p>
      </div>
      <div className="setting-control">{control}</div>
    </section>
  );
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The sections with what has every word that is sought; accents and case do not count. */
export function searched(sections: readonly Section[], text: string): Section[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const has = (section: Section, { title, sentence, words: more = "" }: Entry): boolean => {
    const all = plain(`${section.title} ${title} ${sentence} ${more}`);
    return words.every((word) => all.includes(word));
  };
  return sections
    .map((section) => ({
      ...section,
      entries: section.entries.filter((entry) => has(section, entry)),
    }))
    .filter(({ entries }) => entries.length > 0);
}
