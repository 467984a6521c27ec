/** The cards: each is a program that the results are for, and its number is its key. */
import { useLingui } from "@lingui/react/macro";
import { Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import { CARDS, type Card } from "./setup.js";

export function useCardNames(): Record<Card, string> {
  const { t } = useLingui();
  return {
    raven: t`Raven`,
    audacity: t`Audacity`,
    kaleidoscope: t`Kaleidoscope`,
    tables: t`R and other programs`,
    spreadsheet: t`Spreadsheet`,
    parquet: t`Parquet and Arrow`,
    json: t`JSON`,
    clips: t`Clips of sound`,
  };
}

function useAbout(): Record<Card, string> {
  const { t } = useLingui();
  return {
    raven: t`Selection table, over all recordings or one for each`,
    audacity: t`Label track for each recording`,
    kaleidoscope: t`Table of folders, files and best matches`,
    tables: t`Table in CSV, with the columns that you choose`,
    spreadsheet: t`CSV that Excel and LibreOffice open`,
    parquet: t`Typed columns for millions of rows`,
    json: t`All values by their names, for programs`,
    clips: t`A short sound of each detection, in folders by species`,
  };
}

interface CardsProps {
  chosen: Card;
  onChange: (card: Card) => void;
}

export function Cards({ chosen, onChange }: CardsProps): React.JSX.Element {
  const { t } = useLingui();
  const [names, about] = [useCardNames(), useAbout()];
  return (
    <RadioGroup
      className="export-for"
      value={chosen}
      onChange={(value) => {
        onChange(CARDS.find((each) => each === value) ?? chosen);
      }}
    >
      <Label className="label">{t`For`}</Label>
      <div className="export-cards">
        {CARDS.map((card, at) => (
          <RadioField key={card} value={card}>
            <RadioButton className="export-card">
              <span className="export-card-name">
                <kbd aria-hidden="true">{at + 1}</kbd> {names[card]}
              </span>
              <span className="quiet small">{about[card]}</span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
