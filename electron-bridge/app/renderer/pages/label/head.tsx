/** The head of Label: which recording is open, its neighbours, and what the pointer is at. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useStore } from "zustand";
import { useSettings } from "../../data/settings.js";
import { count } from "../../i18n/format.js";
import { heardAt } from "../../i18n/heard.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { Button } from "../../ui/button.js";
import { parted } from "../../ui/file-name.js";
import type { Recording } from "./recording.js";

interface HeadProps {
  recording: Recording;
  store: ViewStore;
  timeText: (seconds: number, decimals?: number) => string;
  onOpen: () => void;
  onNeighbour: (way: "next" | "before") => void;
}

export function Head(props: HeadProps): React.JSX.Element {
  const { recording, store, timeText, onOpen, onNeighbour } = props;
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const { path, site, recorder, start } = recording;
  const begun = heardAt({ heardAt: start, start: 0, utcOffset: null }, times);
  return (
    <header className="label-head">
      <h1 title={path}>
        <span className="quiet">{site ?? recorder ?? t`no site`} / </span>
        {parted(path).name}
      </h1>
      <span className="quiet small">{start === null ? t`without a date` : begun}</span>
      <Button onPress={onOpen}>{t`Open a recording…`}</Button>
      <Button
        variant="quiet"
        aria-label={t`The recording before`}
        onPress={() => {
          onNeighbour("before");
        }}
      >
        ◂
      </Button>
      <Button
        variant="quiet"
        aria-label={t`The next recording`}
        onPress={() => {
          onNeighbour("next");
        }}
      >
        ▸
      </Button>
      <span className="grow" />
      <Pointed store={store} timeText={timeText} />
    </header>
  );
}

/** For the eye that follows the pointer; the same is in the axes and the list. */
function Pointed({ store, timeText }: Pick<HeadProps, "store" | "timeText">) {
  const pointed = useStore(store, (state) => state.pointed);
  if (pointed === undefined) return null;
  const hz = pointed.hz === undefined ? undefined : count(Math.round(pointed.hz));
  const time = timeText(pointed.second, 2);
  return (
    <span className="label-pointed small" aria-hidden="true">
      {hz === undefined ? (
        time
      ) : (
        <Trans>
          {time} · {hz} Hz
        </Trans>
      )}
    </span>
  );
}
