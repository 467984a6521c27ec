/** Said on the other pages while the first steps are not done: what was chosen there is kept. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useFirstSteps } from "../data/first-steps.js";
import { go } from "../routes.js";
import { Banner } from "../ui/banner.js";

export function FirstStepsBar(): React.JSX.Element | null {
  const { t } = useLingui();
  const some = useFirstSteps(({ inputs }) => inputs.length > 0);
  if (!some) return null;
  const goOn = (): void => {
    go("first-run");
  };
  return (
    <Banner action={{ text: t`Go on with them`, act: goOn }}>
      <Trans>The first steps are not finished. What you chose there is kept.</Trans>
    </Banner>
  );
}
