/** Below the clips: how they are seen and heard, and the fields that change it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import { decimal } from "../../i18n/format.js";
import { KeyName } from "../../keys/key-name.js";
import { Button } from "../../ui/button.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Select } from "../../ui/select.js";
import { bandSaid } from "../../sound/band-said.js";
import type { Ear } from "../../sound/player.js";
import type { ClipsHandle } from "../../judging/grid.js";
import { HEARD, LIMITS, type Look, USUAL_LOOK } from "../../judging/looks.js";

interface LookLineProps {
  look: Look;
  /** What the ear gets of the clip in hand. */
  ear: Ear;
  /** The species whose clips it is kept for; null while its name may not be seen. */
  species: string | null;
  onChange: (some: Partial<Look>) => void;
  handle: Ref<ClipsHandle>;
}

export function LookLine({
  look,
  ear,
  species,
  onChange,
  handle,
}: LookLineProps): React.JSX.Element {
  const { t } = useLingui();
  const [isOpen, setIsOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  useImperativeHandle(handle, () => ({
    focus: () => {
      setIsOpen(true);
      summary.current?.focus();
    },
  }));
  return (
    <details
      className="look-line small"
      open={isOpen}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary ref={summary}>
        <LookSaid look={look} ear={ear} /> <KeyName of="verify.look" />
      </summary>
      <div className="look-fields" role="group" aria-label={t`How clips are seen and heard`}>
        <DecimalField
          label={t`Seconds beside a clip`}
          value={look.beside}
          {...LIMITS.beside}
          onChange={(beside) => {
            onChange({ beside: beside ?? USUAL_LOOK.beside });
          }}
        />
        <DecimalField
          label={t`From kHz`}
          value={inKilohertz(look.lowHz)}
          {...LIMITS.kilohertz}
          optional
          onChange={(lowest) => {
            onChange({ lowHz: inHertz(lowest) });
          }}
        />
        <DecimalField
          label={t`To kHz`}
          value={inKilohertz(look.highHz)}
          {...LIMITS.kilohertz}
          optional
          onChange={(highest) => {
            onChange({ highHz: inHertz(highest) });
          }}
        />
        <DecimalField
          label={t`Louder by dB`}
          value={look.gainDb}
          {...LIMITS.gainDb}
          onChange={(gainDb) => {
            onChange({ gainDb: gainDb ?? USUAL_LOOK.gainDb });
          }}
        />
        <HearFields look={look} onChange={onChange} />
        <Button
          onPress={() => {
            onChange(USUAL_LOOK);
          }}
        >
          <Trans>As usual</Trans>
        </Button>
        <span className="quiet">
          {species === null ? (
            <Trans>It is kept for all clips of this species, and changes no data.</Trans>
          ) : (
            <Trans>
              It is kept for all clips of <i>{species}</i>, and changes no data.
            </Trans>
          )}
        </span>
      </div>
    </details>
  );
}

/** Which frequencies are heard. */
function HearFields({ look, onChange }: Pick<LookLineProps, "look" | "onChange">) {
  const { t } = useLingui();
  const names: Record<Look["hear"], string> = {
    all: t`All frequencies`,
    shown: t`Only what is shown`,
    band: t`Only a band`,
  };
  return (
    <>
      <Select
        label={t`Hear`}
        value={look.hear}
        choices={HEARD.map((value) => ({ value, text: names[value] }))}
        onChange={(hear) => {
          onChange({ hear });
        }}
      />
      {look.hear === "band" && (
        <>
          <DecimalField
            label={t`Hear from kHz`}
            value={inKilohertz(look.hearLowHz)}
            {...LIMITS.kilohertz}
            optional
            onChange={(lowest) => {
              onChange({ hearLowHz: inHertz(lowest) });
            }}
          />
          <DecimalField
            label={t`Hear to kHz`}
            value={inKilohertz(look.hearHighHz)}
            {...LIMITS.kilohertz}
            optional
            onChange={(highest) => {
              onChange({ hearHighHz: inHertz(highest) });
            }}
          />
        </>
      )}
    </>
  );
}

function LookSaid({ look, ear }: { look: Look; ear: Ear }): React.JSX.Element {
  const { beside, lowHz, highHz, gainDb } = look;
  const heard = ear.band === undefined ? "" : bandSaid(ear.band);
  const seconds = decimal(beside);
  const [low, high] = [decimal((lowHz ?? 0) / 1000), highHz === null ? "" : decimal(highHz / 1000)];
  const gain = `${gainDb > 0 ? "+" : ""}${decimal(gainDb)}`;
  return (
    <span className="quiet">
      <Trans>View: ±{seconds} s</Trans>
      {" · "}
      {highHz === null ? (
        lowHz === null ? (
          <Trans>usual frequencies</Trans>
        ) : (
          <Trans>from {low} kHz</Trans>
        )
      ) : (
        <Trans>
          {low} to {high} kHz
        </Trans>
      )}
      {gainDb !== 0 && (
        <>
          {" · "}
          <Trans>{gain} dB</Trans>
        </>
      )}
      {ear.band !== undefined && (
        <>
          {" · "}
          <b>
            <Trans>You hear {heard}</Trans>
          </b>
        </>
      )}
    </span>
  );
}

const inKilohertz = (hertz: number | null): number | null => (hertz === null ? null : hertz / 1000);

const inHertz = (kilohertz: number | null): number | null =>
  kilohertz === null ? null : kilohertz * 1000;
