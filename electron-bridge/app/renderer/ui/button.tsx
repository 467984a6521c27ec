/** A button; "primary" is the one thing that a page is for. */
import type { Ref } from "react";
import { Button as Plain, type ButtonProps as PlainProps } from "react-aria-components";
import "./button.css";

export interface ButtonProps extends PlainProps {
  variant?: "primary" | "plain" | "quiet" | "danger";
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant = "plain", className, ...rest }: ButtonProps): React.JSX.Element {
  const more = typeof className === "string" ? ` ${className}` : "";
  return <Plain {...rest} className={`button ${variant}${more}`} />;
}
