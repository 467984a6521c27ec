/** A dialog that asks for something: Enter, or its one strong button, takes what was given. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Form } from "react-aria-components";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";

interface FormDialogProps {
  title: string;
  isOpen: boolean;
  /** What the strong button says. */
  accept: string;
  /** Whether there is nothing to take yet. */
  isEmpty?: boolean;
  onAccept: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog(props: FormDialogProps): React.JSX.Element {
  const { title, isOpen, accept, isEmpty = false, onAccept, onClose, children } = props;
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" isDisabled={isEmpty} onPress={onAccept}>
            {accept}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          onAccept();
        }}
      >
        {children}
        {/* Without it, Enter takes nothing in a form of several fields. */}
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}
