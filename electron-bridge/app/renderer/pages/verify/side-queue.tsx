/** Beside a sample: windows that sound like one of its clips, judged with the same keys. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { PageError } from "../../data/call.js";
import type { Steps } from "../../data/steps.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { useAlike } from "./alike.js";
import { ClipsView } from "./clips-view.js";
import type { Item } from "./items.js";
import { type Step, useJudging } from "../../judging/judging.js";
import { type Judge, waits } from "../../judging/queue.js";
import type { View } from "./view.js";

interface SideQueueProps {
  of: Item;
  /** The place of the clip in its list, from 1. */
  number: number;
  /** Whether its list is a sample. */
  isSample: boolean;
  steps: Steps<Step>;
  model: string | undefined;
  judge: Judge;
  view: View;
  isOne: boolean;
  onView: (some: Partial<View>) => void;
  onOne: (isOne: boolean) => void;
  onClose: () => void;
}

export function SideQueue(props: SideQueueProps): React.JSX.Element {
  const { of, number, isSample, steps, model, judge, onClose } = props;
  const { t } = useLingui();
  const loaded = useAlike(of, model);
  const judging = useJudging({ clips: loaded, steps });
  const [chosen, setChosen] = useState<number>();
  const { items, error } = loaded;
  const first = items?.[0]?.itemId;
  const waiting = items?.filter((each) => waits(each, judge)).length ?? 0;
  return (
    <>
      <div className="side-head">
        <Button variant="quiet" preventFocusOnPress onPress={onClose}>
          <Icon name="narrow" size={16} /> <Trans>Back to clip {number}</Trans>{" "}
          <KeyName of="tiles.close" />
        </Button>
        {items !== undefined && items.length > 0 && (
          <>
            <Said as="span">
              <Plural
                value={waiting}
                _0="All sounds like this clip are judged."
                one="# sound like this clip waits."
                other="# sounds like this clip wait."
              />
            </Said>
            <span className="quiet small">
              {isSample ? (
                <Trans>Their verdicts are kept, and change no number of the sample.</Trans>
              ) : (
                <Trans>Their verdicts are kept.</Trans>
              )}
            </span>
          </>
        )}
      </div>
      {judging.error !== undefined && <Failure error={judging.error} />}
      {items === undefined && error === undefined && <Loading />}
      {error !== undefined && <Nothing {...{ error, isSample, onClose }} again={loaded.again} />}
      {items?.length === 0 && (
        <Left onClose={onClose}>
          <Empty
            title={t`No sound is left to judge`}
            reason={t`All stored windows near this clip have a verdict, or no other window is stored.`}
            action={{ text: isSample ? t`Back to the sample` : t`Back to the list`, act: onClose }}
          />
        </Left>
      )}
      {items !== undefined && items.length > 0 && (
        <ClipsView
          {...{ items, judge, judging, onClose, list: loaded }}
          {...{ view: props.view, isOne: props.isOne, onView: props.onView, onOne: props.onOne }}
          label={t`Sounds like clip ${number}`}
          chosen={chosen ?? first}
          isSample={false}
          onChoose={({ itemId }) => {
            setChosen(itemId);
          }}
          onSimilar={undefined}
        />
      )}
    </>
  );
}

interface NothingProps {
  error: PageError;
  isSample: boolean;
  again: () => void;
  onClose: () => void;
}

/** Why nothing can be compared: most often the windows of the model were not kept. */
function Nothing({ error, isSample, again, onClose }: NothingProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Left onClose={onClose}>
      {error.kind === "InvalidParams" ? (
        <Empty
          title={t`There is nothing to compare with`}
          reason={t`The model kept no embedding of this clip, or the clip is silent. Run its recording again with a model that keeps embeddings.`}
          action={{ text: isSample ? t`Back to the sample` : t`Back to the list`, act: onClose }}
        />
      ) : (
        <Failure error={error} action={{ text: t`Try again`, act: again }} />
      )}
    </Left>
  );
}

/** What is there in place of clips has the keys, so that the one that leaves works too. */
function Left({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    area.current?.focus();
  }, []);
  useCommands({ "tiles.close": onClose }, area);
  return (
    <div ref={area} className="side-nothing" tabIndex={-1}>
      {children}
    </div>
  );
}
