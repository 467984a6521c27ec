/** Problems that a check found in the project's file, or that a repair mended or left. */
import { Plural } from "@lingui/react/macro";
import type { CheckCatalogResult } from "@linnet/electron-bridge/generated/contract.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";

type Problem = CheckCatalogResult["problems"][number];

export function Problems({ problems }: { problems: readonly Problem[] }): React.JSX.Element {
  return (
    <ul>
      {problems.map((problem, at) => (
        <ProblemRow key={`${problem.kind} ${String(at)}`} {...problem} />
      ))}
    </ul>
  );
}

function ProblemRow({ count: number, message }: Problem): React.JSX.Element {
  const plain = english(message);
  if (plain !== undefined) return <li>{plain}</li>;
  return (
    <li>
      <Plural
        value={number}
        one="# entry of the project is not as it should be."
        other="# entries of the project are not as they should be."
      />
      <Details texts={[message]} />
    </li>
  );
}
