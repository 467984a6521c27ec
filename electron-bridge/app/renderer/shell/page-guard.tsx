/** In place of a page that failed by a fault of ours: what happened, and a way on. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Component } from "react";
import { Failure } from "../ui/failure.js";
import "./engine-failed.css";

interface Props {
  children: React.ReactNode;
}

interface State {
  fault: unknown;
}

/** Without it, a page that throws takes the whole window with it. */
export class PageGuard extends Component<Props, State> {
  override state: State = { fault: undefined };

  static getDerivedStateFromError(fault: unknown): State {
    return { fault };
  }

  override render(): React.ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    const again = (): void => {
      this.setState({ fault: undefined });
    };
    return <PageFailed fault={fault} onAgain={again} />;
  }
}

function PageFailed({
  fault,
  onAgain,
}: {
  fault: unknown;
  onAgain: () => void;
}): React.JSX.Element {
  const { t } = useLingui();
  const message = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return (
    <div className="page-body engine-failed">
      <h1>
        <Trans>This page failed</Trans>
      </h1>
      <p>
        <Trans>What was kept is not lost. What was typed here and not kept is gone.</Trans>
      </p>
      <Failure
        error={{ kind: "PageFailed", code: 0, message }}
        action={{ text: t`Show the page again`, act: onAgain }}
      />
    </div>
  );
}
