/** What is chosen: its name, its verdict, its place in numbers, and what can be done with it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Form } from "react-aria-components";
import { score } from "../../i18n/format.js";
import { type Box, fitting } from "../../spectrogram/boxes.js";
import type { Bounds } from "../../spectrogram/viewport.js";
import { SpeciesName } from "../../species/name.js";
import { Button } from "../../ui/button.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Verdict } from "../../ui/verdict.js";
import type { Found } from "./found.js";

interface FieldsProps {
  its: Found;
  bounds: Bounds;
  onName: () => void;
  onNote: () => void;
  onMove: (box: Box) => void;
  onCopy: () => void;
  onTakeBack: () => void;
}

export function ChosenFields(props: FieldsProps): React.JSX.Element {
  const { its, bounds, onName, onNote, onMove, onCopy, onTakeBack } = props;
  const { t } = useLingui();
  const isLabel = its.kind === "label";
  const shownScore = score(its.score ?? 0);
  return (
    <section className="label-chosen" aria-label={isLabel ? t`Chosen label` : t`Chosen detection`}>
      <h3>
        <SpeciesName species={its.species} common={its.common} />
      </h3>
      <p className="label-said small">
        <Verdict verdict={its.verdict} by={its.by} correctedTo={its.correctedTo} />
        {its.by !== null && <span className="quiet"> {its.by}</span>}
        {its.score !== null && (
          <span className="quiet">
            {" "}
            <Trans>score {shownScore}</Trans>
          </span>
        )}
      </p>
      {its.comment !== null && <p className="small">{its.comment}</p>}
      <div className="label-acts">
        <Button onPress={onName}>{isLabel ? t`Another name…` : t`Another species…`}</Button>
        <Button onPress={onNote}>{t`Note…`}</Button>
        {isLabel && <Button onPress={onCopy}>{t`Copy`}</Button>}
        {isLabel && <Button onPress={onTakeBack}>{t`Take back`}</Button>}
      </div>
      {isLabel ? (
        <Place
          key={JSON.stringify([its.id, its.start, its.end, its.lowHz, its.highHz])}
          {...{ its, bounds, onMove }}
        />
      ) : (
        <p className="quiet small">
          <Trans>A model heard it in this window. Its place cannot be moved: draw a label.</Trans>
        </p>
      )}
    </section>
  );
}

function Place({ its, bounds, onMove }: Pick<FieldsProps, "its" | "bounds" | "onMove">) {
  const { t } = useLingui();
  const [box, setBox] = useState<Box>(its);
  const { start, end, lowHz, highHz } = box;
  const isWrong = end <= start || (lowHz !== null && highHz !== null && highHz <= lowHz);
  const isSame =
    start === its.start && end === its.end && lowHz === its.lowHz && highHz === its.highHz;
  const set = (some: Partial<Box>): void => {
    setBox((before) => ({ ...before, ...some }));
  };
  const { seconds, highHz: top } = bounds;
  return (
    <Form
      className="label-place"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && !isSame) onMove(fitting(box, bounds));
      }}
    >
      <DecimalField
        label={t`From, s`}
        {...{ value: start, least: 0, most: seconds }}
        onChange={(value) => {
          if (value !== null) set({ start: value });
        }}
      />
      <DecimalField
        label={t`To, s`}
        {...{ value: end, least: 0, most: seconds }}
        onChange={(value) => {
          if (value !== null) set({ end: value });
        }}
      />
      <DecimalField
        label={t`Lowest, Hz`}
        {...{ value: lowHz, least: 0, most: top, optional: lowHz === null }}
        onChange={(value) => {
          set({ lowHz: value });
        }}
      />
      <DecimalField
        label={t`Highest, Hz`}
        {...{ value: highHz, least: 0, most: top, optional: highHz === null }}
        onChange={(value) => {
          set({ highHz: value });
        }}
      />
      {isWrong && (
        <p className="field-error small" role="alert">
          <Trans>The end must come after the start, and the highest lie above the lowest.</Trans>
        </p>
      )}
      <Button type="submit" isDisabled={isWrong || isSame}>{t`Move it there`}</Button>
    </Form>
  );
}
