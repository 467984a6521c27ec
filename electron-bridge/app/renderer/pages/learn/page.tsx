/** Learn: own classifiers, taught by labels, compared, asked and applied. */
import { useRoute } from "../../routes.js";
import { List } from "./list.js";
import { One } from "./one.js";
import { stepOf } from "./steps.js";
import "../../ui/table.css";
import "./learn.css";

export default function LearnPage(): React.JSX.Element {
  const { query } = useRoute();
  const { c: name, step } = query;
  if (name === undefined) return <List isNew={query.new !== undefined} />;
  return <One key={name} name={name} step={stepOf(step)} />;
}
