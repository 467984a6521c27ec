/**
 * The second screen: where the recordings were made, from the files, typed, or left open. A map
 * comes beside the coordinates in a later version.
 */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { PageError } from "../../data/call.js";
import type { Placing, Way } from "../../data/first-steps.js";
import { count } from "../../i18n/format.js";
import { Checkbox, Radios } from "../../ui/check.js";
import { Failure } from "../../ui/failure.js";
import { type Cards, readable } from "./cards.js";
import { EMPTY } from "../../places/coordinates.js";
import { patternOf, placed, proposals, spots, wayOf } from "./placing.js";
import { SpotFields } from "./spot-fields.js";

interface PlaceProps {
  cards: Cards;
  placing: Placing;
  change: (some: Partial<Placing>) => void;
  /** Whether fields that are not filled well are said to be wrong. */
  strict: boolean;
  error: PageError | undefined;
}

export function Place({ cards, placing, change, strict, error }: PlaceProps): React.JSX.Element {
  const { t } = useLingui();
  const { folders } = cards.look;
  const way = wayOf(placing, folders);
  const some = placed(folders) > 0;
  const choices = [
    {
      value: "files" as const,
      text: t`From the files`,
      more: <FromFiles cards={cards} />,
      ...(!some && { off: t`No file tells its place.` }),
    },
    {
      value: "typed" as const,
      text: t`I give the coordinates`,
      more: <More text={t`Latitude and longitude, as a map or a GPS receiver shows them.`} />,
    },
    {
      value: "none" as const,
      text: t`No place`,
      more: <More text={t`A run may then name any species of the world.`} />,
    },
  ];
  return (
    <>
      <h2>
        <Trans>Where were the recordings made?</Trans>
      </h2>
      <p className="quiet">
        <Trans>Place and week tell which species can be expected there.</Trans>
      </p>
      <Radios<Way>
        label={t`Place`}
        direction="column"
        value={way}
        choices={choices}
        onChange={(chosen) => {
          change({ way: chosen });
        }}
      />
      {way === "typed" && <Spots cards={cards} placing={placing} change={change} strict={strict} />}
      {way === "files" && <Zones cards={cards} placing={placing} change={change} />}
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

function More({ text }: { text: string }): React.JSX.Element {
  return <span className="quiet small choice-more">{text}</span>;
}

function FromFiles({ cards }: { cards: Cards }): React.JSX.Element | null {
  const { folders } = cards.look;
  const found = placed(folders);
  if (found === 0) return null;
  const all = count(readable(cards.look));
  const some = count(found);
  return (
    <span className="quiet small choice-more">
      <Trans>
        {some} of {all} recordings have coordinates.
      </Trans>
    </span>
  );
}

type PartProps = Pick<PlaceProps, "cards" | "placing" | "change">;

/** One pair of coordinates for each card, or for each folder whose name is a site. */
function Spots(props: PartProps & { strict: boolean }): React.JSX.Element {
  const { cards, placing, change, strict } = props;
  const pattern = patternOf(cards);
  const byFolder = placing.byFolder && pattern !== undefined;
  const all = spots(cards, byFolder);
  return (
    <section className="spots">
      {pattern !== undefined && (
        <Checkbox
          isSelected={placing.byFolder}
          onChange={(chosen) => {
            change({ byFolder: chosen });
          }}
        >
          <Trans>Each folder is a site of its own, and has its name.</Trans>
        </Checkbox>
      )}
      {all.map((spot) => (
        <SpotFields
          key={spot.key}
          name={all.length > 1 || byFolder ? spot.name : undefined}
          value={placing.places[spot.key] ?? EMPTY}
          strict={strict}
          onChange={(value) => {
            change({ places: { ...placing.places, [spot.key]: value } });
          }}
        />
      ))}
      {all.length === 0 && (
        <p>
          <Trans>All recordings have coordinates from their files.</Trans>
        </p>
      )}
    </section>
  );
}

/** Proposed, never taken without a word: a clock in UTC would be shown hours apart. */
function Zones({ cards, placing, change }: PartProps): React.JSX.Element | null {
  const found = proposals(cards);
  if (found.length === 0) return null;
  return (
    <section className="zones">
      <h3>
        <Plural value={found.length} one="Proposed time zone" other="Proposed time zones" />
      </h3>
      <p className="quiet small">
        <Trans>
          With a time zone, starts are shown in local time, whatever the clock was set to.
        </Trans>
      </p>
      {found.map(({ folder, name, zone }) => (
        <Checkbox
          key={folder}
          isSelected={placing.zones.includes(folder)}
          onChange={(chosen) => {
            const rest = placing.zones.filter((each) => each !== folder);
            change({ zones: chosen ? [...rest, folder] : rest });
          }}
        >
          <Trans>
            {zone} for {name}
          </Trans>
        </Checkbox>
      ))}
    </section>
  );
}
