/** A button with a menu of commands; each may show its key. */
import type { ReactNode } from "react";
import {
  Keyboard,
  Menu as Plain,
  MenuItem,
  MenuTrigger,
  Popover,
  Text,
} from "react-aria-components";
import { Button, type ButtonProps } from "./button.js";
import "./select.css";
import "./menu.css";

export interface Action {
  id: string;
  text: string;
  key?: string | undefined;
  /** Says why it cannot be done now. */
  off?: string | undefined;
  act: () => void;
}

interface MenuProps {
  label: string;
  children: ReactNode;
  actions: readonly Action[];
  variant?: ButtonProps["variant"];
  /** For a menu that is opened by more than its button, such as by a key. */
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Menu({
  label,
  children,
  actions,
  variant = "plain",
  ...open
}: MenuProps): React.JSX.Element {
  return (
    <MenuTrigger {...open}>
      <Button aria-label={label} variant={variant}>
        {children}
      </Button>
      <Popover className="popover">
        <Plain
          items={actions}
          disabledKeys={actions.filter(({ off }) => off !== undefined).map(({ id }) => id)}
        >
          {({ id, text, key, off, act }) => (
            <MenuItem id={id} textValue={text} className="option menu-item" onAction={act}>
              <Text slot="label">{text}</Text>
              {off !== undefined && (
                <Text slot="description" className="quiet small">
                  {off}
                </Text>
              )}
              {key !== undefined && <Keyboard>{key}</Keyboard>}
            </MenuItem>
          )}
        </Plain>
      </Popover>
    </MenuTrigger>
  );
}
