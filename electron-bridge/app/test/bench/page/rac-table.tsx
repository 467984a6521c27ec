/** The peer of our own grid: a table of react-aria-components with the same cells, virtualised. */
import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from "react-aria-components";
import { verdictOf } from "../../../renderer/data/verdict.js";
import { Verdict } from "../../../renderer/ui/verdict.js";
import type { Detection } from "../../../renderer/pages/detections/rows.js";
import { score } from "../../../renderer/i18n/format.js";
import { SpeciesName } from "../../../renderer/species/name.js";

const COLUMNS = ["picture", "species", "score", "heard", "site", "verdict", "model"];

export function RacTable({ rows }: { rows: readonly Detection[] }): React.JSX.Element {
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: 56, headingHeight: 34 }}>
      <Table aria-label="Detections" selectionMode="single" className="rac">
        <TableHeader>
          {COLUMNS.map((name) => (
            <Column key={name} id={name} isRowHeader={name === "species"}>
              {name}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={rows}>{(row) => <RacRow row={row} />}</TableBody>
      </Table>
    </Virtualizer>
  );
}

function RacRow({ row }: { row: Detection }): React.JSX.Element {
  return (
    <Row id={row.detectionId}>
      <Cell>{row.missingSince}</Cell>
      <Cell>
        <SpeciesName species={row.species} common={row.common} />
      </Cell>
      <Cell>{score(row.confidence)}</Cell>
      <Cell>{row.heardAt}</Cell>
      <Cell>{row.site}</Cell>
      <Cell>
        <Verdict verdict={verdictOf(row)} by={row.verdictBy} correctedTo={row.correctedTo} />
      </Cell>
      <Cell>{row.model}</Cell>
    </Row>
  );
}
