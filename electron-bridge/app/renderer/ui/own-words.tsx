/** What the engine says in its own language, for whoever unfolds it. */
import { useLingui } from "@lingui/react/macro";
import "./own-words.css";

/** The words alone; they are English, whatever the page speaks. */
export function OwnWords({ texts }: { texts: readonly string[] }): React.JSX.Element {
  return (
    <>
      {texts.map((text, at) => (
        <p key={at} lang="en" className="own-words small">
          {text}
        </p>
      ))}
    </>
  );
}

/** The words, folded; nothing where there are none. */
export function Details({ texts }: { texts: readonly string[] }): React.JSX.Element | null {
  const { t } = useLingui();
  if (texts.length === 0) return null;
  return (
    <details className="details small">
      <summary>{t`Details`}</summary>
      <OwnWords texts={texts} />
    </details>
  );
}
