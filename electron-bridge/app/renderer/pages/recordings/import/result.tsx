/** How the import goes, and what it brought: what is new, what was known, what failed, and where. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ImportedAt } from "@linnet/electron-bridge/generated/contract.js";
import type { Job } from "../../../data/jobs.js";
import { count } from "../../../i18n/format.js";
import { lengthOf } from "../../../jobs/lengths.js";
import { Notes } from "../../../notes/notes.js";
import { Unreadable } from "../../../notes/unread.js";
import { Failure } from "../../../ui/failure.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import { broughtBy, progressOf, weighty } from "./jobs.js";

/** Sites that are listed; the others are counted. */
const MOST_SITES = 12;

export function ImportResult({ job }: { job: Job }): React.JSX.Element {
  const { outcome } = job;
  if (outcome?.ok === false) return <Failure error={outcome.error} />;
  return outcome?.ok === true ? <Brought job={job} /> : <Going job={job} />;
}

function Going({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const { title, state } = job;
  const { done = 0, total = 0 } = progressOf(job);
  const [made, all] = [count(done), count(total)];
  const waits = state === "waiting" ? t`waits for other work` : t`Importing…`;
  return (
    <Progress
      label={t`Importing ${title}`}
      share={total === 0 ? null : done / total}
      text={total === 0 ? waits : t`${made} of ${all} files`}
    />
  );
}

function Brought({ job }: { job: Job }): React.JSX.Element {
  const { added = 0, known = 0, leftOut = 0, errors = [], sites = [] } = broughtBy(job);
  const [fresh, before, out] = [count(added), count(known), count(leftOut)];
  return (
    <div className="import-result">
      <Said>
        <strong>
          <Plural
            value={added}
            _0="Nothing new was imported."
            one="# recording was imported."
            other={`${fresh} recordings were imported.`}
          />
        </strong>{" "}
        {known > 0 && (
          <Plural
            value={known}
            one="# was in the project already."
            other={`${before} were in the project already.`}
          />
        )}{" "}
        {leftOut > 0 && (
          <Plural value={leftOut} one="# was left out." other={`${out} were left out.`} />
        )}
      </Said>
      {sites.length > 0 && <Where sites={sites} total={lengthOf(job, "sites", sites)} />}
      {errors.length > 0 && <Unreadable errors={errors} total={lengthOf(job, "errors", errors)} />}
      <Notes notes={weighty(job)} />
    </div>
  );
}

interface WhereProps {
  sites: readonly ImportedAt[];
  total: number;
}

function Where({ sites, total }: WhereProps): React.JSX.Element {
  const { t } = useLingui();
  const rest = total - Math.min(sites.length, MOST_SITES);
  return (
    <ul className="import-where small" aria-label={t`Where they are now`}>
      {sites.slice(0, MOST_SITES).map(({ survey, site, recordings }) => (
        <li key={`${survey ?? ""} ${site ?? ""}`}>
          <bdi>{site === null ? t`(no site)` : survey === null ? site : `${survey} / ${site}`}</bdi>
          : {count(recordings)}
        </li>
      ))}
      {rest > 0 && (
        <li className="quiet">
          <Plural value={rest} one="and at # more site" other="and at # more sites" />
        </li>
      )}
      {sites.some(({ site }) => site === null) && (
        <li className="quiet">
          <Trans>Those without a site can be given one on this page.</Trans>
        </li>
      )}
    </ul>
  );
}
