/** Verify: samples of clips, judged by keys, with what the verdicts say beside them. */
import { useRoute } from "../../routes.js";
import { Disagreements } from "./disputes/page.js";
import { List } from "./list.js";
import { Queue } from "./queue-page.js";
import "../../ui/table.css";
import "./verify.css";

export default function VerifyPage(): React.JSX.Element {
  const { query } = useRoute();
  const sampleId = Number(query.s);
  if (query.s !== undefined && Number.isInteger(sampleId) && sampleId > 0) {
    return <Queue key={sampleId} sampleId={sampleId} isOne={query.one === "1"} />;
  }
  if (query.disagreements !== undefined) return <Disagreements />;
  const drawn = query.draw === undefined ? undefined : query.draw === "" ? [] : [query.draw];
  return <List drawn={drawn} />;
}
