/** Species: the list of those of the project, and all that is known of one of them. */
import { useRoute } from "../../routes.js";
import { List } from "./list.js";
import { One } from "./one.js";
import "../../ui/table.css";
import "./species.css";

export default function SpeciesPage(): React.JSX.Element {
  const { query } = useRoute();
  const { s: species } = query;
  return species === undefined ? <List /> : <One key={species} species={species} />;
}
