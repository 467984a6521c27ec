/** Below the clips: what can be done with the chosen ones, by the pointer too. */
import { Trans, useLingui } from "@lingui/react/macro";
import { memo } from "react";
import type { Verdict } from "../../data/verdict.js";
import { ClipAct, ClipBar } from "../../judging/clip-bar.js";
import type { CommandId } from "../../keys/commands.js";
import type { IconName } from "../../ui/icon.js";
import { useVerdictWords } from "../../ui/verdict.js";

interface BarProps {
  onAct: (id: CommandId) => void;
  /** So many clips are chosen. */
  number: number;
  /** Of a sample: clips have units, and are passed over. */
  isSample: boolean;
  /** A verdict settles a disagreement, and is not cleared. */
  isSettling: boolean;
  /** Sounds like a clip can be looked for. */
  canSeekAlike: boolean;
  /** All that are loaded are chosen, and more follow. */
  isLoadedAlone: boolean;
  /** Says why the chosen clips cannot be judged. */
  off: string | undefined;
  isSkipped: boolean;
  /** It was skipped with the rest of its unit. */
  isUnit: boolean;
}

const VERDICTS: [Exclude<Verdict, "none">, CommandId, IconName][] = [
  ["right", "verify.right", "right"],
  ["wrong", "verify.wrong", "wrong"],
  ["unsure", "verify.unsure", "unsure"],
];

// Its buttons are dear to draw, and few verdicts change them.
export const Bar = memo(function Bar(props: BarProps): React.JSX.Element {
  const { onAct, number, isSample, isSettling, canSeekAlike, isLoadedAlone } = props;
  const { off, isSkipped, isUnit } = props;
  const { t } = useLingui();
  const words = useVerdictWords();
  const others: [CommandId, string][] = [
    ...(isSettling ? [] : ([["verify.clear", t`Clear`]] as [CommandId, string][])),
    ["verify.species", t`Other species…`],
    ["verify.note", t`Note…`],
  ];
  const act = (id: CommandId) => (): void => {
    onAct(id);
  };
  return (
    <ClipBar number={number}>
      <ClipAct
        id="verify.play"
        text={t`Play`}
        isOff={off !== undefined}
        onPress={act("verify.play")}
      />
      {VERDICTS.map(([word, id, icon]) => (
        <ClipAct
          key={id}
          {...{ id, icon }}
          text={words[word]}
          isOff={off !== undefined}
          onPress={act(id)}
        />
      ))}
      {others.map(([id, text]) => (
        <ClipAct key={id} id={id} text={text} isOff={off !== undefined} onPress={act(id)} />
      ))}
      {canSeekAlike && (
        <ClipAct
          id="verify.similar"
          text={t`Similar`}
          isOff={off !== undefined}
          onPress={act("verify.similar")}
        />
      )}
      <span className="grow" />
      {isSample && (
        <>
          <ClipAct
            id="verify.unit"
            text={isSkipped && isUnit ? t`Unskip the unit` : t`Skip the unit`}
            isOff={number > 1}
            onPress={act("verify.unit")}
          />
          <ClipAct
            id="verify.pass"
            text={isSkipped ? t`Take it back` : t`Pass over`}
            isOff={false}
            onPress={act("verify.pass")}
          />
        </>
      )}
      {isLoadedAlone && (
        <span className="small quiet">
          <Trans>These are the clips that are loaded. Detections judges all that match.</Trans>
        </span>
      )}
      {off !== undefined && <span className="small quiet">{off}</span>}
    </ClipBar>
  );
});
