/** The head of the disagreements: which of them are shown, and the ways to all else. */
import { Trans, useLingui } from "@lingui/react/macro";
import { KeyName } from "../../../keys/key-name.js";
import { useFirst } from "../../../species/names.js";
import { Button } from "../../../ui/button.js";
import { Select } from "../../../ui/select.js";
import type { Item } from "../items.js";
import { type Shown, showOnly, SHOWN, toAgreement, toList } from "./address.js";
import { BackButton } from "../back-button.js";
import { speciesOf } from "./disputes.js";

interface HeadProps {
  shown: Shown;
  species: string | undefined;
  isOne: boolean;
  items: readonly Item[];
  /** Undefined where there is no clip. */
  onOne: ((isOne: boolean) => void) | undefined;
}

/** No species has such a name. */
const ALL = "*";

export function DisputesHead(props: HeadProps): React.JSX.Element {
  const { shown, species, isOne, items, onOne } = props;
  const { t } = useLingui();
  const first = useFirst();
  const words: Record<Shown, string> = {
    open: t`open`,
    settled: t`settled`,
    all: t`open and settled`,
  };
  const named = speciesOf(items);
  const names = named.map((each) => ({
    value: each.species,
    text: first(each.species, each.common) ?? each.species,
  }));
  const missing =
    species !== undefined && !named.some((each) => each.species === species)
      ? [{ value: species, text: species }]
      : [];
  return (
    <header className="page-head disputes-head">
      <BackButton to={t`Back to all samples`} onPress={toList} />
      <h1>
        <Trans>Disagreements</Trans>
      </h1>
      <Select
        label={t`Shown`}
        value={shown}
        choices={SHOWN.map((value) => ({ value, text: words[value] }))}
        onChange={(value) => {
          showOnly({ shown: value });
        }}
      />
      <Select
        label={t`Species`}
        value={species ?? ALL}
        choices={[{ value: ALL, text: t`all species` }, ...missing, ...names]}
        onChange={(value) => {
          showOnly({ species: value === ALL ? undefined : value });
        }}
      />
      <span className="grow" />
      {onOne !== undefined && (
        <Button
          onPress={() => {
            onOne(!isOne);
          }}
        >
          {isOne ? <Trans>All clips</Trans> : <Trans>One clip</Trans>} <KeyName of="verify.one" />
        </Button>
      )}
      <Button
        onPress={() => {
          toAgreement(species);
        }}
      >
        <Trans>How far people agree</Trans> <KeyName of="verify.agreement" />
      </Button>
    </header>
  );
}
