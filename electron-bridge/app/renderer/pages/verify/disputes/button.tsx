/** To the disagreements of people, with the number of those that nobody has settled. */
import { Plural, Trans } from "@lingui/react/macro";
import { useRows } from "../../../data/answer.js";
import { KeyName } from "../../../keys/key-name.js";
import { useCommands } from "../../../keys/scopes.js";
import { Button } from "../../../ui/button.js";
import { toAgreement, toDisputes } from "./address.js";

export function DisputesButton(): React.JSX.Element {
  const { value } = useRows({ select: "disputes", where: { settled: 0 }, limit: 1 });
  const open = value?.total ?? 0;
  useCommands({
    "verify.disagreements": () => {
      toDisputes();
    },
    "verify.agreement": () => {
      toAgreement();
    },
  });
  return (
    <Button
      onPress={() => {
        toDisputes();
      }}
    >
      {open === 0 ? (
        <Trans>Disagreements</Trans>
      ) : (
        <Plural value={open} one="# open disagreement" other="# open disagreements" />
      )}{" "}
      <KeyName of="verify.disagreements" />
    </Button>
  );
}
