/** Draws a sample: of which species, how many clips, from what; first it shows what would come. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { SeveralSpecies } from "../../species/several.js";
import { TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { type Draw, paramsOf, USUAL, usePlan, usualName } from "./draw.js";
import { DrawFilters } from "./draw-filters.js";
import { DrawMore } from "./draw-more.js";
import { DrawRefused } from "./draw-refused.js";
import { DrawWhat } from "./draw-what.js";
import { Plan } from "./plan.js";
import "./draw.css";

interface DrawDialogProps {
  /** What it begins with: some species, or the rule of an earlier sample. */
  begin: Partial<Draw>;
  /** What of a filter could not be taken over, in words. */
  left?: readonly string[];
  onDrawn: (sampleId: number) => void;
  onClose: () => void;
}

export function DrawDialog(props: DrawDialogProps): React.JSX.Element {
  const { left = [], onDrawn, onClose } = props;
  const leftOut = left.join(" · ");
  const { t } = useLingui();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const [set, setSet] = useState<Omit<Draw, "name"> & { name?: string }>({
    ...{ ...USUAL, species: [], ...props.begin },
  });
  const [unread, setUnread] = useState<Record<string, string | undefined>>({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<PageError>();
  const draw: Draw = { ...set, name: set.name ?? usualName(set) };
  const plan = usePlan(draw);
  const change = (some: Partial<Draw>): void => {
    setSet((before) => ({ ...before, ...some }));
    setFailed(undefined);
  };
  const isUnread = Object.values(unread).some((each) => each !== undefined);
  const isEmpty = draw.species.length === 0 || draw.name.trim() === "" || busy || isUnread;
  const accept = async (): Promise<void> => {
    if (isEmpty) return;
    setBusy(true);
    const who = labeler === "" ? {} : { labeler: { name: labeler } };
    const outcome = await call("samples/draw", { ...paramsOf(draw), ...who });
    setBusy(false);
    if (!outcome.ok) setFailed(outcome.error);
    else if (outcome.value.sampleId !== null) {
      touch(["samples", "sampleItems"]);
      onDrawn(outcome.value.sampleId);
    }
  };
  return (
    <FormDialog
      title={t`Draw a sample`}
      isOpen
      isEmpty={isEmpty}
      accept={busy ? t`Drawing…` : t`Draw`}
      onAccept={() => void accept()}
      onClose={onClose}
    >
      <div className="draw">
        {left.length > 0 && (
          <p>
            <Trans>Of the filter, a draw takes this in part or not at all: {leftOut}</Trans>
          </p>
        )}
        <SeveralSpecies
          species={draw.species}
          onChange={(species) => {
            change({ species });
          }}
        />
        <DrawWhat draw={draw} number={props.begin.n} change={change} />
        <TextField
          label={t`Name of the sample`}
          value={draw.name}
          onChange={(name) => {
            change({ name });
          }}
          maxLength={200}
        />
        {failed !== undefined && <DrawRefused error={failed} species={draw.species} />}
        {failed === undefined && draw.species.length > 0 && (
          <Plan plan={plan} species={draw.species} />
        )}
        <details className="draw-more" open={isFiltered(props.begin)}>
          <summary>{t`From what: sites, days, run`}</summary>
          <DrawFilters
            {...{ draw, change }}
            onUnread={(some) => {
              setUnread((before) => ({ ...before, ...some }));
            }}
          />
        </details>
        <details className="draw-more" open={props.begin.seed != null || props.begin.floor != null}>
          <summary>{t`More: lowest score, seed, clips of a recording, missed calls`}</summary>
          <DrawMore draw={draw} change={change} />
        </details>
      </div>
    </FormDialog>
  );
}

const isFiltered = ({ sites = [], first, last, run = null }: Partial<Draw>): boolean =>
  sites.length > 0 || first !== undefined || last !== undefined || run !== null;
