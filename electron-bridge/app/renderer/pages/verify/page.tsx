/** Verify: samples of clips, judged by keys, with what the verdicts say beside them. */
import { givenOf } from "../../filters/given.js";
import { useRoute } from "../../routes.js";
import { Disagreements } from "./disputes/page.js";
import { List } from "./list.js";
import { Matching } from "./matching-page.js";
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
  if (query.where !== undefined) {
    return <Matching key={query.where} where={givenOf(query)} isOne={query.one === "1"} />;
  }
  const drawn = query.draw === undefined ? undefined : query.draw === "" ? [] : [query.draw];
  return <List drawn={drawn} />;
}
