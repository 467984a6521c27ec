/** The menu of saved views, and the dialogs that save and rename one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Outcome, PageError } from "../../data/call.js";
import { keysOf, shown } from "../../keys/bindings.js";
import { useSettings } from "../../data/settings.js";
import { useViewNames } from "../../data/view-names.js";
import { useCommands } from "../../keys/scopes.js";
import { go } from "../../routes.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { type Action, Menu } from "../../ui/menu.js";
import { readView, removeView, renameView, saveView, type View } from "./views.js";

interface ViewsMenuProps {
  /** What would be saved now. */
  view: View;
  /** The name of the view that is shown, or was before filters changed. */
  name: string | undefined;
  onView: (name: string | undefined, view?: View) => void;
}

export function ViewsMenu({ view, name, onView }: ViewsMenuProps): React.JSX.Element {
  const { t } = useLingui();
  const { settings } = useSettings();
  const views = useViewNames();
  const [naming, setNaming] = useState<"save" | "rename">();
  const [error, setError] = useState<PageError>();
  const told = (outcome: Outcome<unknown>): boolean => {
    setError(outcome.ok ? undefined : outcome.error);
    return outcome.ok;
  };
  useCommands({
    "detections.save": () => {
      setNaming("save");
    },
  });
  const leave = (): void => {
    const where = Object.keys(view.filters).length > 0 && {
      where: JSON.stringify(view.filters),
    };
    go("export", { ...where, ...(name !== undefined && { view: name }) });
  };
  const judge = (): void => {
    go("verify", { where: JSON.stringify(view.filters) });
  };
  useCommands({ "detections.export": leave, "detections.verify": judge });
  const open = async (each: string): Promise<void> => {
    const outcome = await readView(each);
    if (told(outcome) && outcome.ok) onView(each, outcome.value);
  };
  const saved: Action[] = (views.value ?? []).map((each) => ({
    id: `view ${each}`,
    text: each,
    act: () => void open(each),
  }));
  const none = name === undefined ? t`No saved view is open.` : undefined;
  const actions: Action[] = [
    ...saved,
    {
      id: "save",
      text: t`Save this view…`,
      key: keysOf("detections.save", settings).map((key) => shown(key))[0],
      act: () => {
        setNaming("save");
      },
    },
    {
      id: "verify",
      text: t`Judge what is shown as clips…`,
      key: keysOf("detections.verify", settings).map((key) => shown(key))[0],
      act: judge,
    },
    {
      id: "export",
      text: t`Export what is shown…`,
      key: keysOf("detections.export", settings).map((key) => shown(key))[0],
      act: leave,
    },
    {
      id: "rename",
      text: t`Rename the view…`,
      off: none,
      act: () => {
        setNaming("rename");
      },
    },
    {
      id: "remove",
      text: t`Remove the view`,
      off: none,
      act: () =>
        void removeView(name ?? "").then((outcome) => {
          if (told(outcome)) onView(undefined);
        }),
    },
  ];
  return (
    <>
      <Menu label={name === undefined ? t`View` : t`View: ${name}`} actions={actions}>
        {name === undefined ? <Trans>View</Trans> : <Trans>View: {name}</Trans>}{" "}
        <span aria-hidden="true">▾</span>
      </Menu>
      {error !== undefined && <Failure error={error} />}
      {naming !== undefined && (
        <NameDialog
          title={naming === "save" ? t`Save this view` : t`Rename the view`}
          name={name ?? ""}
          taken={views.value ?? []}
          onClose={() => {
            setNaming(undefined);
          }}
          onName={async (next) => {
            const outcome =
              naming === "save" ? await saveView(next, view) : await renameView(name ?? "", next);
            setNaming(undefined);
            if (told(outcome)) onView(next);
          }}
        />
      )}
    </>
  );
}

interface NameDialogProps {
  title: string;
  name: string;
  taken: readonly string[];
  onName: (name: string) => Promise<void>;
  onClose: () => void;
}

function NameDialog({ title, name, taken, onName, onClose }: NameDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const [text, setText] = useState(name);
  const plain = text.trim();
  const replaces = plain !== name && taken.includes(plain);
  const submit = (): void => {
    if (plain !== "") void onName(plain);
  };
  return (
    <FormDialog
      title={title}
      isOpen
      onClose={onClose}
      accept={replaces ? t`Replace` : t`Save`}
      isEmpty={plain === ""}
      onAccept={submit}
    >
      <TextField
        label={t`Name`}
        autoFocus
        maxLength={60}
        value={text}
        onChange={setText}
        hint={
          replaces
            ? t`A view of this name is there; it will be replaced.`
            : t`Filters, order and columns are kept in the project.`
        }
      />
    </FormDialog>
  );
}
