/** Says that a classifier cannot work now, since the model under it is gone or another one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useModels } from "../../data/models.js";
import { go } from "../../routes.js";
import { Banner } from "../../ui/banner.js";
import { type Classifier, versionInUse } from "./classifiers.js";

export function BaseBar({ classifier }: { classifier: Classifier }): React.JSX.Element | null {
  const { t } = useLingui();
  const { value } = useModels();
  const base = versionInUse(classifier)?.base ?? classifier.versions[0]?.base;
  const own = value?.find(({ name }) => name === classifier.name);
  if (value === undefined || base === undefined) return null;
  const known = value.find(({ name }) => name === base);
  const title = known?.title ?? base;
  const isGone = known?.installed !== true;
  if (!isGone && own?.trouble == null) return null;
  return (
    <Banner
      tone="warn"
      action={{
        text: t`Models`,
        act: () => {
          go("models");
        },
      }}
    >
      {isGone ? (
        <Trans>
          It learnt on {title}, which is not installed now. Install that model again to use it.
        </Trans>
      ) : (
        <Trans>
          It cannot be used now: {title} may be another version than the one that it learnt on.
          Train it again.
        </Trans>
      )}
    </Banner>
  );
}
