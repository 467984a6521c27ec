/** How far an installation is, and how it ended when it failed. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { InstallProgress as Report } from "@linnet/electron-bridge/generated/contract.js";
import { bytes } from "../i18n/format.js";
import { Button } from "../ui/button.js";
import { Failure } from "../ui/failure.js";
import { Progress } from "../ui/progress.js";
import { install, type ModelRow, shareOf, useInstall } from "./models.js";
import "./models.css";

export function InstallProgress({ model }: { model: ModelRow }): React.JSX.Element | null {
  const { t } = useLingui();
  const job = useInstall(model);
  if (job === undefined || model.installed) return null;
  if (job.outcome?.ok === false && job.state === "failed") {
    const again = { text: t`Try again`, act: () => void install(model) };
    return <Failure error={job.outcome.error} action={again} />;
  }
  if (job.state !== "running" && job.state !== "waiting") return null;
  const { step, unit, done, total } = (job.progress ?? {}) as Partial<Report>;
  const { title } = model;
  const [there, whole] = [bytes(done ?? 0), bytes(total ?? 0)];
  const text =
    unit === "byte" && done !== undefined && total !== undefined
      ? t`${there} of ${whole}`
      : step === "convert"
        ? t`Converting`
        : t`Waiting`;
  return (
    <div className="model-progress">
      <Progress label={t`Installing ${title}`} share={shareOf(job)} text={text} />
      <Button variant="quiet" onPress={() => void window.linnet.jobs.cancel(job.id)}>
        <Trans>Stop</Trans>
      </Button>
    </div>
  );
}
