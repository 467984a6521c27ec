/** Takes a plot along: copied, or saved as a picture, as a drawing, or as a table. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../data/call.js";
import { messageOf } from "@linnet/electron-bridge/message.js";
import { Failure } from "../ui/failure.js";
import { Path } from "../ui/path.js";
import { Icon } from "../ui/icon.js";
import { Menu } from "../ui/menu.js";
import { Said } from "../ui/said.js";
import { base64, pictureOf } from "./picture.js";
import { PRINT } from "./palette.js";
import { svgOf } from "./pen.js";
import type { Saved } from "./saved.js";

type Outcome = { path: string } | "copied" | PageError | undefined;

const failed = (error: unknown): PageError => ({
  ...{ code: 0, kind: "Error" as const, message: messageOf(error) },
});

/** A byte-order mark, without which spreadsheets take names for another code. */
const BOM = "\ufeff";

export function SavePlot({ label, saved }: { label: string; saved: Saved }): React.JSX.Element {
  const { t } = useLingui();
  const [outcome, setOutcome] = useState<Outcome>();
  const save = async (kind: "png" | "svg" | "csv", blob: () => Blob | Promise<Blob>) => {
    setOutcome(undefined);
    try {
      const bytes = await base64(await blob());
      const answer = await window.app.saveFile(kind, saved.name, bytes);
      if (!answer.ok) setOutcome(answer.error);
      else if (answer.value !== null) setOutcome({ path: answer.value });
    } catch (error) {
      setOutcome(failed(error));
    }
  };
  const copy = async (): Promise<void> => {
    try {
      const picture = await pictureOf(saved.drawing());
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      setOutcome("copied");
    } catch (error) {
      setOutcome(failed(error));
    }
  };
  const text = (value: string, type: string): Blob => new Blob([value], { type });
  return (
    <div className="save-plot">
      <Menu
        label={t`Save or copy: ${label}`}
        variant="quiet"
        actions={[
          { id: "copy", text: t`Copy the picture`, act: () => void copy() },
          {
            id: "png",
            text: t`Save as a picture (PNG)`,
            act: () => void save("png", () => pictureOf(saved.drawing())),
          },
          {
            id: "svg",
            text: t`Save as a drawing (SVG)`,
            act: () =>
              void save("svg", () => text(svgOf(saved.drawing(), PRINT.ground), "image/svg+xml")),
          },
          {
            id: "csv",
            text: t`Save the numbers (CSV)`,
            act: () => void save("csv", () => text(BOM + saved.csv(), "text/csv")),
          },
        ]}
      >
        <Icon name="export" size={16} /> <Trans>Save</Trans>
      </Menu>
      {outcome !== undefined &&
        (outcome === "copied" ? (
          <Said className="small">
            <Trans>The picture is copied.</Trans>
          </Said>
        ) : "path" in outcome && !("kind" in outcome) ? (
          <Said className="small">
            <Trans>Saved:</Trans> <Path path={outcome.path} />
          </Said>
        ) : (
          <Failure error={outcome} />
        ))}
    </div>
  );
}
