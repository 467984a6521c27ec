/** Says over any page, until it is read, that the settings' file could not be read at the start. */
import { useLingui } from "@lingui/react/macro";
import { useSettings } from "../data/settings.js";
import { Banner } from "../ui/banner.js";

export function SettingsBar(): React.JSX.Element | null {
  const { t } = useLingui();
  const { unread } = useSettings();
  if (unread === null) return null;
  const close = (): void => {
    useSettings.setState({ unread: null });
  };
  return (
    <Banner tone="warn" action={{ text: t`Close`, act: close }}>
      {unread}
    </Banner>
  );
}
