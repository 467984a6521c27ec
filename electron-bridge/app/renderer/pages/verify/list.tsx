/** All samples of the project, and what a sample is good for where there is none. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useAnswer, useRows } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { count, moment } from "../../i18n/format.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { go, keep } from "../../routes.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Progress } from "../../ui/progress.js";
import { DrawDialog } from "./draw-dialog.js";
import { type Sample, useProgress, useSamples } from "./samples.js";

/** `drawn`: the dialog is open, for these species. */
export function List({ drawn }: { drawn: readonly string[] | undefined }): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again } = useSamples();
  const isReadOnly = useReadOnly();
  const draw = (): void => {
    keep({ draw: "" });
  };
  useCommands({
    "verify.draw": () => {
      if (!isReadOnly) draw();
    },
  });
  const close = (): void => {
    keep({ draw: undefined });
  };
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Verify</Trans>
        </h1>
        <span className="grow" />
        {value !== undefined && value.rows.length > 0 && (
          <Button variant="primary" isDisabled={isReadOnly} onPress={draw}>
            <Trans>Draw a sample…</Trans> <KeyName of="verify.draw" />
          </Button>
        )}
      </header>
      {isReadOnly && (
        <Banner tone="warn">
          <Trans>This project can only be read: samples can be seen, not drawn or judged.</Trans>
        </Banner>
      )}
      <div className="page-body">
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: again }} />
        )}
        {value === undefined && error === undefined && <Loading />}
        {value?.rows.length === 0 && <None isReadOnly={isReadOnly} onDraw={draw} />}
        {value !== undefined && value.rows.length > 0 && (
          <div className="samples-area">
            <Table samples={value.rows} />
          </div>
        )}
      </div>
      {drawn !== undefined && (
        <DrawDialog
          species={drawn}
          onClose={close}
          onDrawn={(sampleId) => {
            go("verify", { s: String(sampleId) });
          }}
        />
      )}
    </>
  );
}

function useReadOnly(): boolean {
  const { value } = useAnswer("is the project read-only", (signal) =>
    call("storage", {}, { signal }),
  );
  return value?.readOnly === true;
}

function None(props: { isReadOnly: boolean; onDraw: () => void }): React.JSX.Element {
  const { isReadOnly, onDraw } = props;
  const { t } = useLingui();
  const heard = useRows({ select: "detections", limit: 1 });
  if (heard.value === undefined) {
    return heard.error === undefined ? <Loading /> : <Failure error={heard.error} />;
  }
  if (heard.value.total === 0) {
    return (
      <Empty
        title={t`There is nothing to verify yet`}
        reason={t`A run lets a model hear your recordings. A sample of what it hears can then be judged.`}
        action={{
          text: t`Set up a run`,
          act: () => {
            go("run");
          },
        }}
      />
    );
  }
  return (
    <Empty
      title={t`How often is the model right?`}
      reason={t`Nobody can listen to all detections. A sample is a small, fair part of them, drawn by chance: judge 100 clips of a species, and Linnet tells how many of all its detections are right, how sure that is, and from which score on they can be trusted.`}
      {...(!isReadOnly && { action: { text: t`Draw a sample…`, act: onDraw } })}
    />
  );
}

function Table({ samples }: { samples: readonly Sample[] }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <table className="verify-table samples">
      <thead>
        <tr>
          <th scope="col">{t`Sample`}</th>
          <th scope="col">{t`Species`}</th>
          <th scope="col">{t`Judged`}</th>
          <th scope="col">{t`Good for`}</th>
          <th scope="col">{t`Drawn by`}</th>
          <th scope="col" className="number">{t`Seed`}</th>
        </tr>
      </thead>
      <tbody>
        {samples.map((each) => (
          <Row key={each.sampleId} sample={each} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ sample }: { sample: Sample }): React.JSX.Element {
  const { t } = useLingui();
  const { sampleId, name, species, members, purpose, drawnBy, drawnAt, seed } = sample;
  const { value } = useProgress(sampleId);
  const done = value === undefined ? undefined : value.judged + value.skipped;
  const [number, all] = [count(done ?? 0), count(members)];
  return (
    <tr>
      <th scope="row">
        <a href={`#/verify?s=${String(sampleId)}`}>{name}</a>
      </th>
      <td>
        <i>{species}</i>
      </td>
      <td className="sample-progress">
        {done !== undefined && (
          <Progress
            label={t`Judged clips of ${name}`}
            share={members === 0 ? 0 : done / members}
            text={t`${number} of ${all}`}
          />
        )}
      </td>
      <td>{purpose === "estimate" ? t`numbers` : t`presence`}</td>
      <td>
        {drawnBy} <span className="quiet small">{moment(drawnAt)}</span>
      </td>
      <td className="number">{String(seed)}</td>
    </tr>
  );
}
