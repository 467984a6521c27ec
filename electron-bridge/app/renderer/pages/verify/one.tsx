/** One clip, with the seconds around it, what is known of it, and what people have said. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type Ref, useImperativeHandle, useRef } from "react";
import { useSettings } from "../../data/settings.js";
import { score } from "../../i18n/format.js";
import { axisTime, heardAt } from "../../i18n/heard.js";
import { SpeciesName } from "../../species/name.js";
import { LargeSpectrogram } from "../../spectrogram/large.js";
import { clipOf, contextOf } from "../../spectrogram/stretch.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Select } from "../../ui/select.js";
import { Verdict } from "../../ui/verdict.js";
import type { ClipsHandle } from "../../judging/grid.js";
import { History } from "./history.js";
import type { Item } from "./items.js";
import { bandOf, type Look } from "../../judging/looks.js";
import { isOpen, seenVerdict, type Judge } from "../../judging/queue.js";
import {
  contextName,
  heard,
  nameOf,
  playOrStop,
  timeOf,
  useIsPlaying,
} from "../../judging/sounds.js";
import { useTileCommands } from "../../judging/tile-commands.js";
import { ReferenceList } from "./reference-list.js";
import type { Reference } from "./references.js";
import { SECONDS, type View } from "./view.js";
import "./one.css";

interface OneProps {
  item: Item;
  number: number;
  of: string;
  judge: Judge;
  seconds: View["seconds"];
  look: Look;
  /** Right ones of its species; undefined while they may not be seen, or are not known. */
  references: readonly Reference[] | undefined;
  onSeconds: (seconds: View["seconds"]) => void;
  onMove: (to: number | "first" | "last") => void;
  onNext: () => void;
  onClose: () => void;
  handle: Ref<ClipsHandle>;
}

export function One(props: OneProps): React.JSX.Element {
  const { item, number, of, judge, seconds, look, references, handle } = props;
  const { onSeconds, onMove, onNext, onClose } = props;
  const { t } = useLingui();
  const area = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({ focus: () => area.current?.focus() }), []);
  useTileCommands(area, {
    move: (by) => {
      onMove("clips" in by ? by.clips : "rows" in by ? by.rows : 10 * by.screens);
    },
    end: onMove,
    next: onNext,
    close: onClose,
  });
  const open = isOpen(item, judge);
  return (
    <div
      ref={area}
      className="one-clip"
      role="group"
      aria-label={t`Clip ${number} of ${of}`}
      tabIndex={0}
    >
      <Picture {...{ item, seconds, look }} name={open ? item.species : t`a clip`} />
      <div className="one-line">
        <PlayButtons {...{ item, seconds, look }} />
        <Select
          label={t`Seconds around it`}
          value={String(seconds)}
          choices={SECONDS.map((each) => ({ value: String(each), text: String(each) }))}
          onChange={(chosen) => {
            onSeconds(SECONDS.find((each) => String(each) === chosen) ?? 10);
          }}
        />
        <span className="grow" />
        <span className="quiet">{t`Clip ${number} of ${of}`}</span>
      </div>
      {references !== undefined && <ReferenceList {...{ references, look }} />}
      <div className="one-facts">
        <About item={item} judge={judge} />
        {open ? (
          <History item={item} />
        ) : (
          <p className="quiet">
            <Trans>You judge blind: name, score and verdicts come once you have judged.</Trans>
          </p>
        )}
      </div>
    </div>
  );
}

type LookedAt = Pick<OneProps, "item" | "seconds" | "look">;

function Picture(props: LookedAt & { name: string }): React.JSX.Element {
  const { item, seconds, look, name } = props;
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const its = heard(item);
  if (its === undefined) {
    return (
      <p className="tile-none one-missing">
        {item.recordingId === null ? (
          <Trans>
            No recording of this project has the sound of this clip. Import it, or pass the clip
            over.
          </Trans>
        ) : (
          <Trans>The recording was not found. The clip stays in the sample.</Trans>
        )}
      </p>
    );
  }
  const stretch = contextOf(its, seconds);
  const when = heardAt(timeOf(item), times);
  const { lowHz, highHz = (item.sampleRate ?? 48_000) / 2 } = bandOf(its, look);
  return (
    <LargeSpectrogram
      {...{ stretch, lowHz, highHz }}
      box={{ ...its, lowHz: null }}
      label={t`Spectrogram of ${seconds} seconds around ${name}, ${when}`}
      timeText={axisTime(item.recordedAt, times)}
      playing={[
        { name: contextName(item), start: stretch.start },
        { name: nameOf(item), start: clipOf(its, look.beside).start },
      ]}
      height={260}
    />
  );
}

function PlayButtons({ item, seconds, look }: LookedAt): React.JSX.Element {
  const isPlaying = useIsPlaying(item);
  const isMissing = heard(item) === undefined;
  return (
    <Button
      isDisabled={isMissing}
      onPress={() => {
        playOrStop(item, look, seconds);
      }}
    >
      <Icon name={isPlaying ? "stop" : "play"} size={16} />{" "}
      {isPlaying ? <Trans>Stop</Trans> : <Trans>Play {seconds} s</Trans>}
    </Button>
  );
}

function About({ item, judge }: { item: Item; judge: Judge }): React.JSX.Element {
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const open = isOpen(item, judge);
  return (
    <dl className="clip-facts small">
      <dt>{t`Asked`}</dt>
      <dd>
        {open ? (
          <SpeciesName species={item.species} common={item.common} isInline />
        ) : (
          t`name hidden`
        )}
      </dd>
      <dt>{t`Verdict`}</dt>
      <dd>
        <Verdict
          verdict={seenVerdict(item, judge)}
          by={open ? item.verdictBy : null}
          correctedTo={open ? item.correctedTo : null}
        />
        {seenVerdict(item, judge) === "none" && t`Not checked`}
      </dd>
      <dt>{t`Score`}</dt>
      <dd>{open ? item.confidence !== null && score(item.confidence) : t`hidden`}</dd>
      <dt>{t`Heard at`}</dt>
      <dd>{heardAt(timeOf(item), times)}</dd>
      <dt>{t`Site`}</dt>
      <dd>{item.site ?? t`no site`}</dd>
    </dl>
  );
}
