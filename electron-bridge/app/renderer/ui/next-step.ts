/** What to do about an error, in words of the app. */
import { useLingui } from "@lingui/react/macro";
import type { PageError } from "../data/call.js";

/** The engine speaks to people at a command line too; the app's people have none open. */
const COMMAND = /\blinnet [a-z]/;

/** The engine's own hint, unless it names a command; then the app's way to the same. */
export function useNextStep({ kind, hint }: Pick<PageError, "kind" | "hint">): string | undefined {
  const { t } = useLingui();
  if (hint === undefined || !COMMAND.test(hint)) return hint;
  switch (kind) {
    case "ModelNotInstalled":
      return t`Install the model on the page Models.`;
    case "ModelInvalid":
      return t`Remove the model on the page Models, and install it again.`;
    case "CatalogUnavailable":
      return t`Restore a backup of the project, or open another one. The details name a command that keeps every readable row.`;
    default:
      return t`The details name a command that helps.`;
  }
}
