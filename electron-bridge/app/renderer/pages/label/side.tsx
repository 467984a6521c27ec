/** Beside the picture: what is chosen, and the list of all that is in view. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { RefObject } from "react";
import type { Box } from "../../spectrogram/boxes.js";
import type { Bounds } from "../../spectrogram/viewport.js";
import { Button } from "../../ui/button.js";
import { Said } from "../../ui/said.js";
import { ChosenFields } from "./fields.js";
import type { Found } from "./found.js";
import { LabelList } from "./list.js";

interface SideProps {
  list: RefObject<HTMLDivElement | null>;
  found: readonly Found[];
  leftOut: number;
  chosen: Found | undefined;
  /** A box that has no name yet, if it is chosen. */
  draft: Box | undefined;
  bounds: Bounds;
  timeText: (seconds: number, decimals?: number) => string;
  onChoose: (id: string) => void;
  onDialog: (dialog: "name" | "note") => void;
  onMove: (box: Box) => void;
  onCopy: () => void;
  onTakeBack: () => void;
}

export function Side(props: SideProps): React.JSX.Element {
  const { list, found, leftOut, chosen, draft, bounds, timeText, onDialog } = props;
  const { t } = useLingui();
  return (
    <aside className="label-side" aria-label={t`Labels`}>
      {draft !== undefined && (
        <section className="label-chosen">
          <Said>
            <Trans>This box has no name yet. It is not kept before you name it.</Trans>
          </Said>
          <div className="label-acts">
            <Button
              variant="primary"
              onPress={() => {
                onDialog("name");
              }}
            >{t`Name it…`}</Button>
            <Button onPress={props.onTakeBack}>{t`Drop it`}</Button>
          </div>
        </section>
      )}
      {chosen !== undefined && draft === undefined && (
        <ChosenFields
          its={chosen}
          bounds={bounds}
          onName={() => {
            onDialog("name");
          }}
          onNote={() => {
            onDialog("note");
          }}
          onMove={props.onMove}
          onCopy={props.onCopy}
          onTakeBack={props.onTakeBack}
        />
      )}
      <LabelList
        {...{ list, found, leftOut, timeText, chosen: chosen?.id }}
        onChoose={props.onChoose}
      />
    </aside>
  );
}
