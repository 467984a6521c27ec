/** Settings that few need, folded; each says in a sentence what it does. */
import { Trans, useLingui } from "@lingui/react/macro";
import { DecimalField } from "../../ui/decimal-field.js";
import { TextArea } from "../../ui/text-area.js";
import { Select } from "../../ui/select.js";
import { USUAL, type Setup } from "./setup.js";

interface MoreProps {
  setup: Setup;
  change: (some: Partial<Setup>) => void;
}

const OWN = ["overlap", "sensitivity", "merge", "topK", "channel", "skipBelow", "threads"] as const;

function changed(setup: Setup): number {
  const lists = [setup.species, setup.excluded].filter(({ length }) => length > 0);
  return OWN.filter((name) => setup[name] !== USUAL[name]).length + lists.length;
}

export function More({ setup, change }: MoreProps): React.JSX.Element {
  const number = changed(setup);
  return (
    <details className="run-more" open={setup.species.length > 0 || undefined}>
      <summary>
        <Trans>More settings</Trans>
        {number > 0 && (
          <span className="quiet small">
            {" "}
            <Trans>({number} changed)</Trans>
          </span>
        )}
      </summary>
      <div className="run-more-fields">
        <Lists setup={setup} change={change} />
        <Listening setup={setup} change={change} />
      </div>
    </details>
  );
}

function Lists({ setup, change }: MoreProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <>
      <TextArea
        label={t`Only these species`}
        value={setup.species.join("\n")}
        hint={t`One in a line, by scientific or common name. Empty: all species.`}
        onChange={(text) => {
          change({ species: text === "" ? [] : text.split("\n") });
        }}
      />
      <TextArea
        label={t`Never these species`}
        value={setup.excluded.join("\n")}
        hint={t`One in a line. They are left out of what is detected.`}
        onChange={(text) => {
          change({ excluded: text === "" ? [] : text.split("\n") });
        }}
      />
    </>
  );
}

function Listening({ setup, change }: MoreProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <>
      <DecimalField
        label={t`Overlap of windows (s)`}
        value={setup.overlap}
        least={0}
        most={600}
        hint={t`Seconds that two windows share. More finds calls at their edges, and takes longer.`}
        onChange={(overlap) => {
          change({ overlap: overlap ?? 0 });
        }}
      />
      <DecimalField
        label={t`Sensitivity`}
        value={setup.sensitivity}
        least={0.5}
        most={1.5}
        hint={t`Above 1, faint calls get higher scores, and so do wrong names.`}
        onChange={(sensitivity) => {
          change({ sensitivity: sensitivity ?? 1 });
        }}
      />
      <DecimalField
        label={t`Windows in a row to join`}
        value={setup.merge}
        least={1}
        most={1000}
        whole
        hint={t`A species in so many windows in a row becomes one detection. 1: none are joined.`}
        onChange={(merge) => {
          change({ merge: merge ?? 1 });
        }}
      />
      <DecimalField
        label={t`Species per window, at most`}
        value={setup.topK}
        least={1}
        most={1000}
        whole
        optional
        hint={t`Keeps the best ones of a window. Empty: all above the threshold.`}
        onChange={(topK) => {
          change({ topK });
        }}
      />
      <DecimalField
        label={t`Leave out windows quieter than (dBFS)`}
        value={setup.skipBelow}
        least={-1000}
        most={0}
        optional
        hint={t`Such as -60. Empty: only silent windows are left out.`}
        onChange={(skipBelow) => {
          change({ skipBelow });
        }}
      />
      <div>
        <Select
          label={t`Channel`}
          value={setup.channel}
          choices={[
            { value: "mean", text: t`All channels mixed` },
            { value: "each", text: t`Each channel by itself` },
            { value: "1", text: t`First channel` },
            { value: "2", text: t`Second channel` },
          ]}
          onChange={(channel) => {
            change({ channel });
          }}
        />
        <p className="small quiet">
          <Trans>Matters for recordings in stereo.</Trans>
        </p>
      </div>
      <DecimalField
        label={t`Processor cores to use`}
        value={setup.threads}
        least={1}
        most={1024}
        whole
        optional
        hint={t`Fewer leave the computer free for other work. Empty: all.`}
        onChange={(threads) => {
          change({ threads });
        }}
      />
    </>
  );
}
