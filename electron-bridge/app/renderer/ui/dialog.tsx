/** A dialog over the page: Esc closes it, and the focus goes back to where it was. */
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Dialog as Plain, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Button } from "./button.js";
import { CountedDialog } from "./open-dialogs.js";
import "./dialog.css";

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the end; without them there is "Close". */
  actions?: ReactNode;
  /** "alertdialog" for a question that has to be answered. */
  role?: "dialog" | "alertdialog";
  /** "sheet": as wide and high as the window lets it be, for work of some minutes. */
  size?: "usual" | "sheet";
}

export function Dialog(props: DialogProps): React.JSX.Element {
  const { title, isOpen, onClose, children, actions, role = "dialog", size = "usual" } = props;
  const { t } = useLingui();
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={isOpen}
      isDismissable={role === "dialog" && size === "usual"}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal>
        <Plain className={size === "sheet" ? "dialog sheet" : "dialog"} role={role}>
          <CountedDialog />
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          <div className="dialog-actions">
            {actions ?? <Button onPress={onClose}>{t`Close`}</Button>}
          </div>
        </Plain>
      </Modal>
    </ModalOverlay>
  );
}
