/** Folders that Linnet may read: each was chosen once, and can be taken back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { GrantRow } from "../../../shared/app-api.js";
import { clock } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Path } from "../../ui/path.js";

export function Folders(): React.JSX.Element {
  const { t } = useLingui();
  const [rows, setRows] = useState<GrantRow[]>();
  const add = useRef<HTMLButtonElement>(null);
  const load = async (): Promise<void> => {
    setRows(await window.app.grants());
  };
  useEffect(() => {
    void load();
  }, []);
  const choose = async (): Promise<void> => {
    await window.app.pick("recordings");
    await load();
  };
  const revoke = async (path: string): Promise<void> => {
    setRows(await window.app.revoke(path));
    add.current?.focus();
  };
  return (
    <>
      {rows?.length === 0 && (
        <p className="quiet">
          <Trans>No folder yet. Choose the folder or card that holds your recordings.</Trans>
        </p>
      )}
      <ul className="plain-list">
        {rows?.map(({ path, added, off }) => {
          const day = clock(added.slice(0, 10));
          return (
            <li key={path}>
              <span className="grow">
                <Path path={path} />
                <br />
                <span className="quiet small">
                  <Trans>chosen on {day}</Trans>
                </span>
                {off !== null && <span className="setting-warn small"> {off}</span>}
              </span>
              <Button
                variant="quiet"
                aria-label={t`Take back ${path}`}
                onPress={() => void revoke(path)}
              >
                <Trans>Take back</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
      <div className="setting-actions setting-result">
        <Button ref={add} onPress={() => void choose()}>
          <Trans>Choose a folder…</Trans>
        </Button>
      </div>
    </>
  );
}
