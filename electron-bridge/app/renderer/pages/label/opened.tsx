/** An opened recording: all of it above, the part in view, what lies there, and the bar. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import type { PageError } from "../../data/call.js";
import { useSettings } from "../../data/settings.js";
import { axisTime } from "../../i18n/heard.js";
import { go, useRoute } from "../../routes.js";
import { heardAt } from "../../sound/listening.js";
import { LongSpectrogram } from "../../spectrogram/long.js";
import { secondOfDay } from "../../spectrogram/ticks.js";
import { useTiles } from "../../spectrogram/use-tiles.js";
import { viewStore } from "../../spectrogram/view-store.js";
import { type Bounds, isInView } from "../../spectrogram/viewport.js";
import { Failure } from "../../ui/failure.js";
import { NoteDialog } from "../../ui/note-dialog.js";
import { say } from "../../ui/say.js";
import { useKeptView, viewFrom } from "./address.js";
import { AsHeard, useHeardAs } from "./as-heard.js";
import { DRAFT, useBoxesHere } from "./boxes-here.js";
import { OpenDialog } from "./chooser.js";
import { GoToDialog, NameDialog } from "./dialogs.js";
import { Head } from "./head.js";
import { useHearing } from "./hearing.js";
import { useRestedView } from "./in-view.js";
import { useLabelling } from "./labelling.js";
import { endOfSound, useOverview } from "./overview.js";
import { neighbour, type Recording } from "./recording.js";
import { useLabelSettings } from "./settings.js";
import { Side } from "./side.js";
import { Strip } from "./strip.js";
import { Tools } from "./tools.js";
import { useLabelActs } from "./use-acts.js";
import { useFound } from "./use-found.js";
import { useLabelCommands } from "./use-label-commands.js";

interface OpenedProps {
  recording: Recording;
  bounds: Bounds;
}

export function Opened({ recording, bounds }: OpenedProps): React.JSX.Element {
  const { recordingId } = recording;
  const { t } = useLingui();
  const { query } = useRoute();
  const { times } = useSettings(({ settings }) => settings);
  const { seconds, highHz } = bounds;
  const first = useRef(query);
  const store = useMemo(
    () => viewStore({ seconds, highHz }, viewFrom(first.current, { seconds, highHz })),
    [seconds, highHz],
  );
  useKeptView(store);
  const { value: settings, change: onSettings } = useLabelSettings();
  const heardAs = useHeardAs(settings, bounds);
  const { model } = heardAs;
  const tiles = useTiles(
    { recordingId, ...(model?.drawn === true && { model: model.name }) },
    store,
  );
  const overview = useOverview(recordingId);
  const found = useFound(recordingId, store);
  const here = useBoxesHere(found.value, settings.detections);
  const labelling = useLabelling();
  const [dialog, setDialog] = useState<"name" | "note" | "goto" | "open">();
  const [isLooped, setLooped] = useState(false);
  const [isContinuous, setContinuous] = useState(false);
  const [failed, setFailed] = useState<PageError>();
  const area = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { chosen, draft } = here;
  const stretch = here.chosenId === DRAFT ? draft : chosen;
  const boxBand =
    stretch === undefined || stretch.lowHz === null || stretch.highHz === null
      ? null
      : { lowHz: stretch.lowHz, highHz: stretch.highHz };
  const hearing = useHearing({
    ...{ recordingId, store, settings, heardBand: heardAs.band, boxBand },
    loop: isLooped ? stretch : undefined,
  });
  const acts = useLabelActs({
    ...{ recordingId, store, here, labelling, settings, isContinuous, onSettings },
    onName: () => {
      setDialog("name");
    },
    onError: setFailed,
  });
  const isNameable = stretch !== undefined;
  const openNeighbour = (way: "next" | "before"): void => {
    void neighbour(recording, way).then((outcome) => {
      if (!outcome.ok) setFailed(outcome.error);
      else if (outcome.value !== null) go("label", { r: String(outcome.value) });
      else
        say(
          "label",
          way === "next" ? t`This is the last recording.` : t`This is the first recording.`,
        );
    });
  };
  const bar = {
    onPlay: hearing.playOrStop,
    onLoop: () => {
      if (isLooped || stretch !== undefined) setLooped(!isLooped);
      else say("label", t`Choose a label or a detection first: it is what is looped.`);
    },
    onContinuous: () => {
      if (isContinuous || settings.recent.length > 0) setContinuous(!isContinuous);
      else say("label", t`Name a label first: its species is what each drag gets.`);
    },
    onSuit: tiles.suit,
    onSettings,
  };
  useLabelCommands({
    ...{ store, area, acts, settings, canName: isNameable, ...bar },
    onDialog: setDialog,
    onNoRecent: () => {
      say("label", t`No species has this number yet: it gets the next one that you name.`);
    },
    onNeighbour: openNeighbour,
    onSkip: hearing.skip,
    onList: () => {
      list.current?.focus();
    },
    onClose: () => {
      if (here.chosenId === undefined) return false;
      here.setDraft(undefined);
      here.choose(undefined);
      return true;
    },
  });
  // What the address names is chosen once it is there; the spectrogram has the keys.
  useEffect(() => {
    const wanted = first.current.m;
    if (found.value === undefined || wanted === undefined) return;
    first.current = {};
    here.choose(wanted);
    // Once, with the first answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [found.value]);
  useEffect(() => {
    const focused = document.activeElement?.closest("main, main *");
    if (focused == null || focused.matches("main")) area.current?.focus({ preventScroll: true });
  }, []);
  const timeText = axisTime(recording.start, times);
  const view = useRestedView(store);
  const inView = here.found.filter(({ start, end }) => isInView(view, start, end));
  const [from, to] = [timeText(view.from), timeText(view.from + view.seconds)];
  const boxes = plural(inView.length, {
    one: "# label or detection",
    other: "# labels and detections",
  });
  const name = recording.site ?? recording.path;
  const close = (): void => {
    setDialog(undefined);
  };
  return (
    <div className="label-page">
      <Head
        {...{ recording, store, timeText }}
        onNeighbour={openNeighbour}
        onOpen={() => {
          setDialog("open");
        }}
      />
      <Strip {...{ recordingId, overview, store, timeText }} />
      {[found.error, labelling.error, failed].map(
        (error, at) => error !== undefined && <Failure key={at} error={error} />,
      )}
      <div className="label-body">
        <LongSpectrogram
          {...{ tiles, store, area, timeText, heardAt }}
          marks={here.marks}
          chosen={here.chosenId}
          label={t`Spectrogram of ${name}, ${from} to ${to}, ${boxes}`}
          zero={times === "start" ? 0 : secondOfDay(recording.start)}
          isPlaying={hearing.isPlaying}
          waveform={settings.waveform ? { recordingId } : undefined}
          hears={model}
          soundEnds={endOfSound(overview, seconds)}
          onChoose={here.choose}
          onDraw={acts.draw}
          onChange={acts.change}
          onCopy={acts.copy}
        />
        <Side
          {...{ list, chosen, bounds, timeText, found: inView }}
          leftOut={found.value?.leftOut ?? 0}
          draft={here.chosenId === DRAFT ? draft : undefined}
          onChoose={here.choose}
          onDialog={setDialog}
          onMove={(box) => {
            if (chosen !== undefined) acts.change(chosen.id, box);
          }}
          onCopy={() => {
            acts.copy();
          }}
          onTakeBack={acts.takeBack}
        />
      </div>
      {settings.heard && <AsHeard {...{ heardAs, store, onSettings }} points={tiles.points} />}
      <Tools
        {...{ store, settings, isLooped, isContinuous, ...bar }}
        isPlaying={hearing.isPlaying}
        canLoop={stretch !== undefined}
        heldSpecies={settings.recent[0]}
        boxBand={boxBand}
      />
      {dialog === "name" && isNameable && (
        <NameDialog
          {...{ recordingId, recent: settings.recent, onClose: close, onPick: acts.name }}
          present={chosen?.species}
        />
      )}
      {dialog === "note" && chosen !== undefined && (
        <NoteDialog before={chosen.comment ?? ""} onClose={close} onKeep={acts.note} />
      )}
      {dialog === "goto" && (
        <GoToDialog
          recordedAt={times === "start" ? null : recording.start}
          seconds={seconds}
          onClose={close}
          onGo={(second) => {
            store.look((its) => ({ ...its, from: second - its.seconds / 2 }));
            hearing.moveTo(second);
          }}
        />
      )}
      {dialog === "open" && <OpenDialog onClose={close} />}
    </div>
  );
}
