/** The bar of Label: sound, view, and what a drag does. */
import { Trans, useLingui } from "@lingui/react/macro";
import { decimal } from "../../i18n/format.js";
import { useListening } from "../../sound/listening.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { whole, zoomed } from "../../spectrogram/viewport.js";
import { Button } from "../../ui/button.js";
import { Checkbox } from "../../ui/check.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Icon } from "../../ui/icon.js";
import { Select } from "../../ui/select.js";
import { Contrasts } from "./contrasts.js";
import { tunedTo } from "./hearing.js";
import { EXPANSIONS, type LabelSettings, SPEEDS } from "./settings.js";

/** From this rate on, a recorder was set for what people do not hear. */
const ULTRASOUND_HZ = 50_000;

interface ToolsProps {
  store: ViewStore;
  settings: LabelSettings;
  isPlaying: boolean;
  isLooped: boolean;
  /** Whether there is a stretch that could be looped. */
  canLoop: boolean;
  isContinuous: boolean;
  heldSpecies: string | undefined;
  /** The chosen box has frequencies, which sound can be cut to. */
  boxBand: LabelSettings["band"];
  onPlay: () => void;
  onLoop: () => void;
  onContinuous: () => void;
  onSettings: (some: Partial<LabelSettings>) => void;
  onSuit: () => void;
}

export function Tools(props: ToolsProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="label-tools" role="toolbar" aria-label={t`Sound and view`}>
      <SoundTools {...props} />
      <ViewTools {...props} />
    </div>
  );
}

function SoundTools(props: ToolsProps): React.JSX.Element {
  const { store, settings, isPlaying, isLooped, canLoop, onPlay, onLoop, onSettings } = props;
  const { t } = useLingui();
  const loading = useListening((listening) => listening.loading);
  const isUltrasound = store.bounds.highHz >= ULTRASOUND_HZ;
  return (
    <div className="label-tool-group">
      <Button variant="primary" onPress={onPlay}>
        <Icon name={isPlaying ? "stop" : "play"} size={16} />{" "}
        {isPlaying ? <Trans>Stop</Trans> : <Trans>Play</Trans>}
      </Button>
      <Checkbox isSelected={isLooped} isDisabled={!canLoop && !isLooped} onChange={onLoop}>
        <Trans>Loop</Trans>
      </Checkbox>
      <Select
        label={t`Speed`}
        value={String(settings.speed)}
        choices={SPEEDS.map((each) => ({ value: String(each), text: `×${String(each)}` }))}
        onChange={(speed) => {
          onSettings({ speed: Number(speed) });
        }}
      />
      {(isUltrasound || settings.expansion > 1 || settings.heterodyne) && <Ultrasound {...props} />}
      <BandSelect {...props} />
      {isPlaying && loading && <span className="quiet small">{t`Reading…`}</span>}
    </div>
  );
}

function Ultrasound({ store, settings, boxBand, onSettings }: ToolsProps): React.JSX.Element {
  const { t } = useLingui();
  const { expansion, heterodyne } = settings;
  const tuned = tunedTo(settings, boxBand) / 1000;
  const shown = decimal(tuned);
  return (
    <>
      <Select
        label={t`Ultrasound`}
        value={heterodyne ? "heterodyne" : String(expansion)}
        choices={[
          { value: "1", text: t`as it is` },
          ...EXPANSIONS.filter((each) => each > 1).map((each) => {
            const times = String(each);
            return { value: times, text: t`×${times} longer` };
          }),
          { value: "heterodyne", text: t`heterodyne` },
        ]}
        onChange={(chosen) => {
          if (chosen === "heterodyne") onSettings({ expansion: 1, heterodyne: true });
          else onSettings({ expansion: Number(chosen), heterodyne: false });
        }}
      />
      {heterodyne && boxBand === null && (
        <DecimalField
          label={t`Tuned to, kHz`}
          value={tuned}
          least={1}
          most={Math.max(1, store.bounds.highHz / 1000)}
          onChange={(kilohertz) => {
            if (kilohertz !== null) onSettings({ heterodyneHz: 1000 * kilohertz });
          }}
        />
      )}
      {heterodyne && boxBand !== null && (
        <span className="quiet small">{t`tuned to the box: ${shown} kHz`}</span>
      )}
    </>
  );
}

type Band = "all" | "view" | "box" | "kept";

function BandSelect({ store, settings, boxBand, onSettings }: ToolsProps): React.JSX.Element {
  const { t } = useLingui();
  const { band } = settings;
  const [low, high] = [band?.lowHz ?? 0, band?.highHz ?? 0].map((hz) => kilohertz(hz));
  const kept = band && t`${low}–${high} kHz`;
  const choices: { value: Band; text: string; off?: string }[] = [
    { value: "all", text: settings.heard ? t`as the model hears` : t`all` },
    ...(kept === null ? [] : [{ value: "kept" as const, text: kept }]),
    { value: "view", text: t`as in view` },
    { value: "box", text: t`as the box`, ...(boxBand === null && { off: t`choose a box` }) },
  ];
  return (
    <Select
      label={t`Heard band`}
      value={band === null ? "all" : "kept"}
      choices={choices}
      onChange={(chosen) => {
        const { lowHz, highHz } = store.getState().view;
        if (chosen === "all") onSettings({ band: null });
        if (chosen === "view") onSettings({ band: rounded({ lowHz, highHz }) });
        if (chosen === "box" && boxBand !== null) onSettings({ band: rounded(boxBand) });
      }}
    />
  );
}

const kilohertz = (hz: number): string => decimal(hz / 1000);

function rounded({ lowHz, highHz }: { lowHz: number; highHz: number }): LabelSettings["band"] {
  const low = Math.round(lowHz / 10) * 10;
  return { lowHz: low, highHz: Math.max(low + 10, Math.round(highHz / 10) * 10) };
}

function ViewTools(props: ToolsProps): React.JSX.Element {
  const { store, settings, isContinuous, heldSpecies, onContinuous, onSettings, onSuit } = props;
  const { t } = useLingui();
  const zoom = (factor: number) => () => {
    store.look((view) => zoomed(view, factor, 0.5, store.bounds));
  };
  return (
    <div className="label-tool-group">
      <Button aria-label={t`Look closer in time`} onPress={zoom(0.5)}>
        +
      </Button>
      <Button aria-label={t`Look from farther away in time`} onPress={zoom(2)}>
        −
      </Button>
      <Button
        onPress={() => {
          store.look(() => whole(store.bounds));
        }}
      >
        <Trans>All</Trans>
      </Button>
      <Contrasts store={store} onSuit={onSuit} />
      <Checkbox
        isSelected={settings.detections}
        onChange={(detections) => {
          onSettings({ detections });
        }}
      >
        <Trans>Detections</Trans>
      </Checkbox>
      <Checkbox
        isSelected={settings.waveform}
        onChange={(waveform) => {
          onSettings({ waveform });
        }}
      >
        <Trans>Waveform</Trans>
      </Checkbox>
      <Checkbox
        isSelected={settings.heard}
        onChange={(heard) => {
          onSettings({ heard });
        }}
      >
        <Trans>As the model hears</Trans>
      </Checkbox>
      <Checkbox
        isSelected={isContinuous}
        isDisabled={heldSpecies === undefined && !isContinuous}
        onChange={onContinuous}
      >
        {heldSpecies === undefined ? (
          <Trans>Each drag is the last species</Trans>
        ) : (
          <Trans>
            Each drag is <i>{heldSpecies}</i>
          </Trans>
        )}
      </Checkbox>
    </div>
  );
}
