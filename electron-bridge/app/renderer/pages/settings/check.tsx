/** Whether the project's file is whole, and when that was looked at last. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { CheckCatalogResult } from "@linnet/electron-bridge/generated/contract.js";
import { bytes, count, moment } from "../../i18n/format.js";
import { useLastCheck } from "./last-check.js";
import { Problems } from "./problems.js";
import { Upkeep, useJob } from "./upkeep.js";

export function Check(): React.JSX.Element {
  const { t } = useLingui();
  const last = useLastCheck();
  const job = useJob("check");
  const isNew = job?.outcome?.ok === true;
  const when = moment(last?.at ?? new Date().toISOString());
  return (
    <>
      {last === undefined ? (
        <p className="quiet setting-lead">
          <Trans>Not checked yet.</Trans>
        </p>
      ) : (
        <p className={last.problems === 0 || isNew ? "setting-lead" : "setting-lead setting-warn"}>
          {last.problems === 0 || isNew ? (
            <Trans>Checked on {when}.</Trans>
          ) : (
            <Trans>Checked on {when}: it had problems then.</Trans>
          )}
        </p>
      )}
      <Upkeep
        kind="check"
        start={t`Check now`}
        busy={t`Checking…`}
        asked={() =>
          Promise.resolve({
            kind: "check",
            title: t`Check of the project`,
            method: "catalog/check",
          })
        }
        done={(value) => <CheckedNow result={value as CheckCatalogResult} />}
      />
    </>
  );
}

function CheckedNow({ result }: { result: CheckCatalogResult }): React.JSX.Element {
  const [recordings, detections] = [count(result.recordings), count(result.detections)];
  const size = bytes(result.bytes);
  return (
    <>
      <p>
        {result.problems.length === 0 ? (
          <Trans>The project is whole.</Trans>
        ) : (
          <Trans>The project has problems. Back it up before anything else.</Trans>
        )}{" "}
        <span className="quiet">
          <Trans>
            {recordings} recordings, {detections} detections, {size}.
          </Trans>
        </span>
      </p>
      <Problems problems={result.problems} />
    </>
  );
}
