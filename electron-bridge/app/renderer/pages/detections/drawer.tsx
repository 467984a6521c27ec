/** The details of the chosen detection: its context, what is known of it, and what is like it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useSettings } from "../../data/settings.js";
import { toggle, usePlayer } from "../../sound/player.js";
import { SpeciesName } from "../../species/name.js";
import { LargeSpectrogram } from "../../spectrogram/large.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Tabs } from "../../ui/tabs.js";
import { TroubleLine } from "../../ui/trouble.js";
import { Facts } from "./facts.js";
import { HeardHere } from "./heard-here.js";
import { History } from "./history.js";
import type { Detection } from "./rows.js";
import { Similar } from "./similar.js";
import { clipOf, contextOf, nameOf, stretchOf } from "./sounds.js";
import { axisTime, heardAt } from "./times.js";
import { Said } from "../../ui/said.js";
import "./drawer.css";

export type DrawerTab = "facts" | "here" | "similar" | "history";

interface DrawerProps {
  row: Detection;
  tab: DrawerTab;
  onTab: (tab: DrawerTab) => void;
  onClose: () => void;
}

export function Drawer({ row, tab, onTab, onClose }: DrawerProps): React.JSX.Element {
  const { t } = useLingui();
  const { species } = row;
  return (
    <aside
      className="drawer"
      aria-label={t`Details of ${species}`}
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose();
      }}
    >
      <Context row={row} />
      <div className="drawer-more">
        <Tabs<DrawerTab>
          label={t`Details`}
          chosen={tab}
          onChange={onTab}
          tabs={[
            { id: "facts", text: t`Facts`, panel: <Facts row={row} /> },
            { id: "here", text: t`Also heard here`, panel: <HeardHere row={row} /> },
            { id: "similar", text: t`Similar sounds`, panel: <Similar row={row} /> },
            { id: "history", text: t`Verdicts`, panel: <History row={row} /> },
          ]}
        />
        <Button
          variant="quiet"
          className="drawer-close"
          aria-label={t`Close the details`}
          onPress={onClose}
        >
          <Icon name="close" size={16} />
        </Button>
      </div>
    </aside>
  );
}

function Context({ row }: { row: Detection }): React.JSX.Element {
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const name = `context of ${nameOf(row)}`;
  const playing = usePlayer((player) => player.name === name);
  const trouble = usePlayer((player) => player.trouble);
  const [asked, setAsked] = useState(false);
  const stretch = contextOf(row);
  const missing = row.missingSince !== null;
  const { species } = row;
  const from = heardAt(row, times);
  const seconds = Math.round(stretch.end - stretch.start);
  const top = stretchOf(row).highHz ?? (row.sampleRate ?? 48_000) / 2;
  return (
    <div className="drawer-context">
      {missing ? (
        <p className="no-picture drawer-missing">
          <Trans>The recording was not found. Its verdicts and facts are kept.</Trans>
        </p>
      ) : (
        <LargeSpectrogram
          stretch={stretch}
          highHz={top}
          box={row}
          label={t`Spectrogram of ${seconds} seconds around ${species}, ${from}`}
          timeText={axisTime(row.recordedAt, times)}
          playing={[
            { name, start: stretch.start },
            { name: nameOf(row), start: clipOf(row).start },
          ]}
        />
      )}
      <div className="drawer-line">
        <Button
          isDisabled={missing}
          onPress={() => {
            setAsked(true);
            toggle(name, stretch);
          }}
        >
          <Icon name={playing ? "stop" : "play"} size={16} />{" "}
          {playing ? <Trans>Stop</Trans> : <Trans>Play {seconds} s</Trans>}
        </Button>
        <SpeciesName species={row.species} common={row.common} />
        {asked && trouble !== undefined && (
          <Said as="div" className="field-error small">
            <TroubleLine told={trouble} />
          </Said>
        )}
      </div>
    </div>
  );
}
