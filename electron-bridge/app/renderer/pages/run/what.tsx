/** Which recordings a run takes: by what is left to do, by site, or a folder that is picked. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Path } from "../../ui/path.js";
import { Select } from "../../ui/select.js";
import type { Setup, What } from "./setup.js";

interface WhatProps {
  setup: Setup;
  /** Recordings of the project; undefined before it is known. */
  recordings: number | undefined;
  change: (some: Partial<Setup>) => void;
}

/** Let the person pick folders or files, which the run then takes. */
export async function pickFolders(change: WhatProps["change"]): Promise<void> {
  const picked = await window.app.pick("recordings");
  if (picked.length > 0) change({ what: "folder", folders: picked.map(({ path }) => path) });
}

export function WhatField({ setup, recordings, change }: WhatProps): React.JSX.Element {
  const { t } = useLingui();
  const sites = useRows({ select: "sites", orderBy: ["site"], limit: 1000 }, ["sites"]);
  const names = [
    ...new Set(sites.value?.rows.flatMap(({ site }) => (site === null ? [] : [site]))),
  ];
  const partName = setup.partName ?? "";
  const none = recordings === 0 ? { off: t`(the project has no recordings yet)` } : {};
  const choices: { value: What; text: string; off?: string }[] = [
    { value: "new", text: t`All that are not analysed yet`, ...none },
    { value: "all", text: t`All recordings`, ...none },
    {
      value: "site",
      text: t`One site`,
      ...(names.length === 0 && { off: t`(the project has no sites yet)` }),
    },
    { value: "folder", text: t`A folder or files of this computer` },
    ...(setup.part === null
      ? []
      : [{ value: "part" as const, text: t`What is left of ${partName}`, ...none }]),
  ];
  return (
    <div className="run-what">
      <Select
        label={t`What`}
        value={setup.what}
        choices={choices}
        onChange={(what) => {
          change({ what, ...(what === "site" && { site: setup.site ?? names[0] ?? null }) });
          if (what === "folder" && setup.folders.length === 0) void pickFolders(change);
        }}
      />
      {setup.what === "site" && (
        <Select
          label={t`Site`}
          value={setup.site ?? ""}
          choices={names.map((value) => ({ value, text: value }))}
          onChange={(site) => {
            change({ site });
          }}
        />
      )}
      {setup.what === "folder" && <Folders setup={setup} change={change} />}
      {setup.what === "folder" && setup.night && (
        <p className="small quiet">
          <Trans>A folder is analysed whole, by day too: its times are read during the run.</Trans>
        </p>
      )}
      {setup.what !== "folder" && setup.night && (
        <p className="small quiet">
          <Trans>Only recordings that begin from 18:00 to 6:00.</Trans>
        </p>
      )}
      {setup.what === "all" && recordings !== undefined && (
        <p className="small quiet">
          <Plural value={recordings} one="# recording" other="# recordings" />
        </p>
      )}
    </div>
  );
}

function Folders({ setup, change }: Omit<WhatProps, "recordings">): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="run-folders">
      <ul>
        {setup.folders.map((path) => (
          <li key={path}>
            <Path path={path} />
            <Button
              variant="quiet"
              aria-label={t`Leave out ${path}`}
              onPress={() => {
                change({ folders: setup.folders.filter((each) => each !== path) });
              }}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
      <Button onPress={() => void pickFolders(change)}>
        <Trans>Choose folder…</Trans>
      </Button>
      {setup.folders.length === 0 && (
        <p className="small quiet">
          <Trans>Or drop a card or a folder here.</Trans>
        </p>
      )}
    </div>
  );
}
