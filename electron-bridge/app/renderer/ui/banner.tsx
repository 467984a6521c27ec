/** A bar across the page: something changed, and what can be done. It never covers content. */
import type { ReactNode } from "react";
import { Button } from "./button.js";
import { Said } from "./said.js";
import "./banner.css";

interface BannerProps {
  tone?: "quiet" | "warn" | "fail";
  children: ReactNode;
  action?: { text: string; act: () => void } | undefined;
}

export function Banner({ tone = "quiet", children, action }: BannerProps): React.JSX.Element {
  return (
    <div className={`banner ${tone}`}>
      <Said as="span">{children}</Said>
      {action !== undefined && (
        <Button variant="quiet" onPress={action.act}>
          {action.text}
        </Button>
      )}
    </div>
  );
}
