/** Labels and detections in view, as a list: all that the pointer does can be done here by keys. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { RefObject } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { count, score } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Verdict } from "../../ui/verdict.js";
import { type Found, MOST } from "./found.js";

/** Rows that a person reads; more of them are seen from closer. */
const SHOWN = 200;

interface ListProps {
  list: RefObject<HTMLDivElement | null>;
  found: readonly Found[];
  /** Not loaded, because it was too much. */
  leftOut: number;
  chosen: string | undefined;
  timeText: (seconds: number, decimals?: number) => string;
  onChoose: (id: string) => void;
}

export function LabelList(props: ListProps): React.JSX.Element {
  const { list, found, leftOut, chosen, timeText, onChoose } = props;
  const { t } = useLingui();
  const most = count(MOST);
  const more = Math.max(0, found.length - SHOWN) + leftOut;
  return (
    <section className="label-list">
      <h3>
        <Trans>In view</Trans> <span className="quiet small">{found.length}</span>
      </h3>
      <ListBox
        ref={list}
        aria-label={t`Labels and detections in view`}
        items={found.slice(0, SHOWN)}
        selectionMode="single"
        selectedKeys={chosen === undefined ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const [first] = keys === "all" ? [] : [...keys];
          if (first !== undefined) onChoose(String(first));
        }}
        renderEmptyState={() => (
          <p className="quiet small">
            <Trans>Nothing is labelled here, and no model heard anything.</Trans>
          </p>
        )}
      >
        {(each) => <Row its={each} timeText={timeText} />}
      </ListBox>
      {more > 0 && (
        <p className="quiet small">
          <Plural
            value={more}
            one="# more is not shown: look closer."
            other={`# more are not shown: look closer. At most ${most} of a kind are loaded.`}
          />
        </p>
      )}
    </section>
  );
}

function Row({ its, timeText }: { its: Found; timeText: ListProps["timeText"] }) {
  const { t } = useLingui();
  const from = timeText(its.start, 1);
  const shownScore = score(its.score ?? 0);
  const kind = its.kind === "label" ? t`label` : t`score ${shownScore}`;
  return (
    <ListBoxItem
      id={its.id}
      textValue={`${its.species} ${from}`}
      className={`option label-row ${its.kind}`}
    >
      <Verdict verdict={its.verdict} by={its.by} correctedTo={its.correctedTo} isShort />
      <span className="label-row-text">
        <SpeciesName species={its.species} common={its.common} isInline />
        <span className="quiet small">
          {from} · {kind}
        </span>
      </span>
    </ListBoxItem>
  );
}
