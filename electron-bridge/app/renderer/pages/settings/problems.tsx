/** Problems that a check found in the project's file, or that a repair mended or left. */
import { Plural } from "@lingui/react/macro";
import type { CheckCatalogResult } from "@linnet/electron-bridge/generated/contract.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";

type Problem = CheckCatalogResult["problems"][number];

interface ProblemsProps {
  problems: readonly Problem[];
  /** They are gone now. */
  areMended?: boolean;
}

export function Problems({ problems, areMended = false }: ProblemsProps): React.JSX.Element {
  return (
    <ul>
      {problems.map((problem, at) => (
        <ProblemRow key={`${problem.kind} ${String(at)}`} isMended={areMended} {...problem} />
      ))}
    </ul>
  );
}

function ProblemRow(props: Problem & { isMended: boolean }): React.JSX.Element {
  const { count: number, message, isMended } = props;
  const plain = english(message);
  if (plain !== undefined) return <li>{plain}</li>;
  return (
    <li>
      {isMended ? (
        <Plural
          value={number}
          one="# entry of the project is mended."
          other="# entries of the project are mended."
        />
      ) : (
        <Plural
          value={number}
          one="# entry of the project is not as it should be."
          other="# entries of the project are not as they should be."
        />
      )}
      <Details texts={[message]} />
    </li>
  );
}
