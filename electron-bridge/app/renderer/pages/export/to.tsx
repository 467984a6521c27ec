/** Where the files go, what goes beside them, and what would be written and replaced. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ClipsResult, ExportResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { KeyName } from "../../keys/key-name.js";
import { Button } from "../../ui/button.js";
import { Checkbox } from "../../ui/check.js";
import { Path } from "../../ui/path.js";
import { ClipOptions } from "./clip-options.js";
import { ClipsPlanWords, PlanWords } from "./plan-words.js";
import type { Setup } from "./setup.js";

interface ToProps {
  setup: Setup;
  change: (some: Partial<Setup>) => void;
  choose: () => void;
  plan: Answer<ExportResult> & { fresh: boolean };
  clipsPlan: Answer<ClipsResult> & { fresh: boolean };
}

export function To(props: ToProps): React.JSX.Element {
  const { setup, change, choose, plan, clipsPlan } = props;
  const { t } = useLingui();
  const { folder, card, kind, withClips } = setup;
  const isClips = card === "clips";
  return (
    <section className="card export-to" aria-label={t`Folder`}>
      <div className="export-line">
        <span className="label">
          <Trans>Folder</Trans>
        </span>
        {folder === null ? (
          <span className="quiet">
            <Trans>No folder is chosen yet.</Trans>
          </span>
        ) : (
          <Path path={folder} />
        )}
        <Button onPress={choose}>
          <Trans>Choose folder…</Trans> <KeyName of="export.folder" />
        </Button>
      </div>
      {!isClips && (
        <Checkbox
          isSelected={setup.methods}
          onChange={(methods) => {
            change({ methods });
          }}
        >
          <Trans>Methods text, settings and citations beside the files</Trans>
        </Checkbox>
      )}
      {!isClips && kind !== "labels" && (
        <Checkbox
          isSelected={withClips}
          onChange={(value) => {
            change({ withClips: value });
          }}
        >
          <Trans>Also clips of sound, in a folder “clips”</Trans>
        </Checkbox>
      )}
      {(isClips || (withClips && kind !== "labels")) && (
        <ClipOptions setup={setup} isBeside={!isClips} change={change} />
      )}
      {folder !== null && !isClips && <PlanWords answer={plan} choose={choose} />}
      {folder !== null && (isClips || (withClips && kind !== "labels")) && (
        <ClipsPlanWords answer={clipsPlan} choose={choose} isWhole={isClips} />
      )}
    </section>
  );
}
