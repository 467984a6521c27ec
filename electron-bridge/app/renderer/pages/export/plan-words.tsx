/** The plan in words: files, what they replace, what stands in the way, and room on the disk. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type {
  ClipsResult,
  ExportPlan,
  ExportResult,
  FileError,
  PlannedClips,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { bytes, count, length } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { SpeciesName } from "../../species/name.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Path } from "../../ui/path.js";
import { Said } from "../../ui/said.js";

interface WordsProps<Result> {
  answer: Answer<Result> & { fresh: boolean };
  choose: () => void;
}

export function PlanWords({ answer, choose }: WordsProps<ExportResult>): React.JSX.Element {
  const { value, error, fresh } = answer;
  const plan = value?.plan;
  if (error !== undefined) return <Trouble error={error} choose={choose} />;
  if (plan == null) return <Loading />;
  const size = bytes(plan.bytes);
  return (
    <div className={fresh ? "export-plan" : "export-plan export-stale"}>
      <Said isBusy={!fresh}>
        <Plural value={plan.fileCount} one="Will write # file" other="Will write # files" />{" "}
        <span className="quiet">
          <Trans>(about {size})</Trans>
        </span>
        {plan.replaced > 0 && <Replaced plan={plan} />}
      </Said>
      <Refusals errors={plan.refusals} number={plan.refused} choose={choose} />
      <NoRoom needed={plan.bytes} free={plan.freeBytes} />
      <Notes notes={value?.notes ?? []} />
    </div>
  );
}

/** A folder that was granted before may not be now, such as one on a card that is away. */
function Trouble({ error, choose }: { error: PageError; choose: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const action = { text: t`Choose folder…`, act: choose };
  if (error.kind !== "NotAllowed") return <Failure error={error} action={action} />;
  return (
    <div className="export-refused" role="alert">
      <p>
        <Trans>Linnet may not write to this folder yet.</Trans>{" "}
        <Trans>Is its drive connected? Then choose it again.</Trans>
      </p>
      <Button onPress={choose}>{action.text}</Button>
    </div>
  );
}

function Replaced({ plan }: { plan: ExportPlan }): React.JSX.Element {
  const size = bytes(plan.replacedBytes);
  return (
    <>
      {", "}
      <Plural
        value={plan.replaced}
        one={`replaces # earlier export (${size})`}
        other={`replaces # earlier exports (${size})`}
      />
    </>
  );
}

interface RefusalsProps {
  errors: readonly FileError[];
  number: number;
  choose: () => void;
}

/** Files that have the names of ours, and a folder that cannot be written: then nothing is. */
function Refusals({ errors, number, choose }: RefusalsProps): React.JSX.Element | null {
  if (number === 0) return null;
  const closed = errors.find(({ kind }) => kind === "StorageFull");
  return (
    <div className="export-refused" role="alert">
      <p>
        {closed !== undefined ? (
          <Trans>This folder cannot be written. Choose another one.</Trans>
        ) : (
          <Plural
            value={number}
            one="A file of this name is there, and is no earlier export, so it is not replaced. Choose another folder."
            other="# files of these names are there, and are no earlier exports, so they are not replaced. Choose another folder."
          />
        )}
      </p>
      <ul>
        {errors.slice(0, MOST_LISTED).map(({ path }) => (
          <li key={path}>
            <Path path={path} />
          </li>
        ))}
      </ul>
      <Button onPress={choose}>
        <Trans>Choose folder…</Trans>
      </Button>
    </div>
  );
}

const MOST_LISTED = 5;

interface NoRoomProps {
  needed: number;
  free: number | null;
}

function NoRoom({ needed, free }: NoRoomProps): React.JSX.Element | null {
  if (free === null || needed <= free) return null;
  const [need, left] = [bytes(needed), bytes(free)];
  return (
    <p className="export-warn">
      <Trans>
        This needs about {need}, and the disk has {left} left. Free some space, or choose another
        folder.
      </Trans>
    </p>
  );
}

interface ClipsWordsProps extends WordsProps<ClipsResult> {
  /** Whether clips are all that is exported: then their species are listed. */
  isWhole: boolean;
}

export function ClipsPlanWords({ answer, choose, isWhole }: ClipsWordsProps): React.JSX.Element {
  const { value, error, fresh } = answer;
  const plan = value?.plan;
  if (error !== undefined) return <Trouble error={error} choose={choose} />;
  if (plan == null) return <Loading />;
  const [size, sound] = [bytes(plan.bytes), length(plan.seconds)];
  return (
    <div className={fresh ? "export-plan" : "export-plan export-stale"}>
      <Said isBusy={!fresh}>
        <Plural value={plan.clips - plan.there} one="Will cut # clip" other="Will cut # clips" />{" "}
        <span className="quiet">
          <Trans>
            ({sound} of sound, about {size})
          </Trans>
        </span>
        {plan.there > 0 && (
          <>
            {", "}
            <Plural value={plan.there} one="# is there already" other="# are there already" />
          </>
        )}
      </Said>
      {plan.missing > 0 && (
        <p className="export-warn">
          <Plural
            value={plan.missing}
            one="# recording is not found, so no clips are cut of it."
            other="# recordings are not found, so no clips are cut of them."
          />
        </p>
      )}
      <Refusals errors={plan.refusals} number={plan.refused} choose={choose} />
      <NoRoom needed={plan.bytes} free={plan.freeBytes} />
      {isWhole && plan.species.length > 0 && <OfSpecies rows={plan.species} />}
      <Notes notes={value?.notes ?? []} />
    </div>
  );
}

function OfSpecies({ rows }: { rows: readonly PlannedClips[] }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="export-table" tabIndex={0} role="region" aria-label={t`Clips by species`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Species</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Clips</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>There already</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>New sound</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ species, common, clips, there, seconds }) => (
            <tr key={species}>
              <th scope="row">
                <SpeciesName species={species} common={common} />
              </th>
              <td className="number">{count(clips)}</td>
              <td className="number">{count(there)}</td>
              <td className="number">{length(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
