/** Activity: when species are heard, by hour and day, beside the hours that somebody listened. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAnswer } from "../../data/answer.js";
import { useCommands } from "../../keys/scopes.js";
import { Failure } from "../../ui/failure.js";
import { Loading, useLate } from "../../ui/loading.js";
import { Legend } from "../../plots/legend.js";
import { Counting, GivenUp } from "./counting.js";
import { count } from "./counted.js";
import { type Asked, asQuery, isReversed } from "./filters.js";
import { News } from "./news.js";
import { NoSpecies } from "./no-species.js";
import { Nothing, nothingOf } from "./nothing.js";
import { Plots } from "./plots.js";
import { Toolbar } from "./toolbar.js";
import { Unread, type UnreadDays } from "./unread.js";
import { useAsked } from "./use-asked.js";
import "./activity.css";

/** From then on, the page says that it counts. */
const LONG_MS = 1_000;

export default function ActivityPage(): React.JSX.Element {
  const [asked, change] = useAsked();
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Activity</Trans>
        </h1>
      </header>
      {asked === undefined ? <Loading /> : <Asking asked={asked} onChange={change} />}
    </>
  );
}

interface AskingProps {
  asked: Asked;
  onChange: (some: Partial<Asked>) => void;
}

function Asking({ asked, onChange }: AskingProps): React.JSX.Element {
  const { t } = useLingui();
  const { filters, scale, noon } = asked;
  const [choosing, setChoosing] = useState(false);
  // Colours change with the scale, and no number does.
  const question = JSON.stringify(asQuery({ ...asked, scale: "hour" }));
  const [stopped, setStopped] = useState<string>();
  const [answeredAt, setAnsweredAt] = useState(0);
  const reversed = isReversed(filters.days);
  const [unread, setUnread] = useState<UnreadDays>({});
  const isOn = filters.species.length > 0 && !reversed && stopped !== question;
  const answer = useAnswer(
    isOn ? question : undefined,
    async (signal) => {
      const outcome = await count(asked, signal);
      setAnsweredAt(Date.now());
      return outcome.ok ? { ok: true, value: { ...outcome.value, noon, question } } : outcome;
    },
    ["counts"],
  );
  const counting = isOn && answer.waiting;
  const long = useLate(counting, LONG_MS);
  useCommands({
    "activity.species": () => {
      setChoosing(true);
    },
    "activity.scale": () => {
      onChange({ scale: scale === "hour" ? "detections" : "hour" });
    },
    "activity.noon": () => {
      onChange({ noon: !noon });
    },
    "activity.stop": () => {
      if (!counting) return false;
      setStopped(question);
    },
  });
  const value = isOn || answer.value?.question === question ? answer.value : undefined;
  const nothing = reversed ? "reversed" : value && nothingOf(value);
  return (
    <>
      <Toolbar
        {...{ asked, onChange, choosing }}
        onChoosing={setChoosing}
        onUnread={(some) => {
          setUnread((before) => ({ ...before, ...some }));
        }}
      />
      {filters.species.length > 0 && <Unread unread={unread} days={filters.days} />}
      {value !== undefined && <News value={value} at={answeredAt} />}
      <div className="page-body activity" aria-busy={counting}>
        {long && (
          <Counting
            onStop={() => {
              setStopped(question);
            }}
          />
        )}
        {answer.error !== undefined && isOn && !answer.waiting && (
          <Failure error={answer.error} action={{ text: t`Try again`, act: answer.again }} />
        )}
        {filters.species.length === 0 ? (
          <NoSpecies
            onAdd={(species) => {
              onChange({ filters: { ...filters, species: [species] } });
            }}
          />
        ) : stopped === question ? (
          <GivenUp
            onAgain={() => {
              setStopped(undefined);
            }}
          />
        ) : nothing !== undefined ? (
          <Nothing
            kind={nothing}
            filters={filters}
            onChange={(next) => {
              onChange({ filters: next });
            }}
          />
        ) : (
          value !== undefined && (
            <div className={answer.waiting ? "plots waiting" : "plots"}>
              <Legend scale={scale} />
              <Plots value={value} filters={filters} scale={scale} noon={value.noon} />
            </div>
          )
        )}
      </div>
    </>
  );
}
