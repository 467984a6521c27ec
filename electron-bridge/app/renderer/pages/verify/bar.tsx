/** Below the clips: what can be done with the chosen one, by the pointer too. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import type { Verdict } from "../../data/verdict.js";
import { ClipAct, ClipBar } from "../../judging/clip-bar.js";
import type { CommandId } from "../../keys/commands.js";
import type { IconName } from "../../ui/icon.js";
import { useVerdictWords } from "../../ui/verdict.js";

interface BarProps {
  onAct: (id: CommandId) => void;
  /** Says why the chosen clip cannot be judged. */
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
  const { onAct, off, isSkipped, isUnit } = props;
  const { t } = useLingui();
  const words = useVerdictWords();
  const others: [CommandId, string][] = [
    ["verify.clear", t`Clear`],
    ["verify.species", t`Other species…`],
    ["verify.note", t`Note…`],
  ];
  const act = (id: CommandId) => (): void => {
    onAct(id);
  };
  return (
    <ClipBar>
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
      <span className="grow" />
      <ClipAct
        id="verify.unit"
        text={isSkipped && isUnit ? t`Unskip the unit` : t`Skip the unit`}
        isOff={false}
        onPress={act("verify.unit")}
      />
      <ClipAct
        id="verify.pass"
        text={isSkipped ? t`Take it back` : t`Pass over`}
        isOff={false}
        onPress={act("verify.pass")}
      />
      {off !== undefined && <span className="small quiet">{off}</span>}
    </ClipBar>
  );
});
