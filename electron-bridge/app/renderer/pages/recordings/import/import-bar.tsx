/** The import on the page while its sheet is closed: how far it is, and then what it brought. */
import { Trans } from "@lingui/react/macro";
import { Button } from "../../../ui/button.js";
import { useImportJob } from "./jobs.js";
import { ImportResult } from "./result.js";
import { forget, useImport } from "./store.js";
import "./import.css";

export function ImportBar(): React.JSX.Element | null {
  const isOpen = useImport((state) => state.isOpen);
  const job = useImportJob();
  if (isOpen || job === undefined) return null;
  return (
    <section className="import-bar">
      <div className="grow">
        <ImportResult job={job} />
      </div>
      {job.outcome !== undefined && (
        <Button variant="quiet" onPress={forget}>
          <Trans>Close</Trans>
        </Button>
      )}
    </section>
  );
}
