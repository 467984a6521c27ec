/** What Delete takes out: the chosen recording of the table, or the chosen part with all it holds. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { useCommands } from "../../keys/scopes.js";
import { Button } from "../../ui/button.js";
import { parted } from "../../ui/file-name.js";
import type { Recordings } from "./chosen.js";
import { type Where, whereOf } from "./filters.js";
import { useNodeName } from "./names.js";
import { RemoveDialog, type Which } from "./remove-dialog.js";
import type { Recording } from "./rows.js";

interface Asked {
  which: Which;
  name: string;
}

/** `row`: gives the chosen recording of the table; undefined where another view is shown. */
export function useTakingOut(
  recordings: Recordings,
  row: (() => Recording | undefined) | undefined,
): ReactNode {
  const nameOf = useNodeName();
  const [asked, setAsked] = useState<Asked>();
  const { chosen: node } = recordings;
  useCommands({
    "recordings.remove": () => {
      if (row !== undefined) {
        const one = row();
        if (one === undefined) return false;
        setAsked({ which: { recordingIds: [one.recordingId] }, name: parted(one.path).name });
        return true;
      }
      if (node === undefined || node.recordings === 0) return false;
      setAsked({ which: { where: whereOf(node) }, name: nameOf(node) });
      return true;
    },
  });
  if (asked === undefined) return null;
  return (
    <RemoveDialog
      {...asked}
      onClose={() => {
        setAsked(undefined);
      }}
    />
  );
}

/** Takes out all recordings that pass the filters of the table. */
export function TakeOutAll({ where, isOff }: { where: Where; isOff: boolean }): React.JSX.Element {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        isDisabled={isOff}
        onPress={() => {
          setAsking(true);
        }}
      >
        <Trans>Take out all that match…</Trans>
      </Button>
      {isAsking && (
        <RemoveDialog
          which={{ where }}
          name={t`All that match`}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </>
  );
}
