/** Below the windows that are asked: the verdicts, by the pointer too. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { ClipAct, ClipBar } from "../../judging/clip-bar.js";
import type { CommandId } from "../../keys/commands.js";
import type { IconName } from "../../ui/icon.js";
import { useVerdictWords } from "../../ui/verdict.js";

export const JudgeBar = memo(function JudgeBar(props: {
  onAct: (id: CommandId) => void;
  /** So many windows are chosen. */
  number: number;
}): React.JSX.Element {
  const { onAct, number } = props;
  const { t } = useLingui();
  const words = useVerdictWords();
  const acts: [CommandId, string, IconName?][] = [
    ["learn.play", t`Play`],
    ["learn.right", words.right, "right"],
    ["learn.wrong", words.wrong, "wrong"],
    ["learn.unsure", words.unsure, "unsure"],
    ["learn.clear", t`Clear`],
    ["learn.species", t`Other species…`],
  ];
  return (
    <ClipBar number={number}>
      {acts.map(([id, text, icon]) => (
        <ClipAct
          key={id}
          {...{ id, text, ...(icon !== undefined && { icon }) }}
          isOff={false}
          onPress={() => {
            onAct(id);
          }}
        />
      ))}
    </ClipBar>
  );
});
