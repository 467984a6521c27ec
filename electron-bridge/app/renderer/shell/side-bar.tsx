/** The left bar: the pages that are there, narrow with icons or wide with names. */
import { useLingui } from "@lingui/react/macro";
import { Link } from "react-aria-components";
import { change, useSettings } from "../data/settings.js";
import { BUILT, format, type PageName, type Route } from "../routes.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import "./side-bar.css";

export function usePageNames(): Record<PageName, string> {
  const { t } = useLingui();
  return {
    recordings: t`Recordings`,
    run: t`Run`,
    detections: t`Detections`,
    species: t`Species`,
    activity: t`Activity`,
    label: t`Label`,
    verify: t`Verify`,
    learn: t`Learn`,
    models: t`Models`,
    export: t`Export`,
    settings: t`Settings`,
  };
}

export function SideBar({ page }: { page: Route["page"] }): React.JSX.Element {
  const { t } = useLingui();
  const names = usePageNames();
  const wide = useSettings(({ settings }) => settings.barWide);
  return (
    <nav className={wide ? "side-bar wide" : "side-bar"} aria-label={t`Pages`}>
      <ul>
        {BUILT.map((each) => (
          <li key={each}>
            <Link
              href={format({ page: each, query: {} })}
              {...(each === page && { "aria-current": "page" as const })}
              aria-label={names[each]}
              className="side-link"
            >
              <Icon name={each} />
              {wide && <span>{names[each]}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        aria-label={wide ? t`Make the bar narrow` : t`Make the bar wide`}
        onPress={() => void change({ barWide: !wide })}
      >
        <Icon name={wide ? "narrow" : "wide"} />
      </Button>
    </nav>
  );
}
