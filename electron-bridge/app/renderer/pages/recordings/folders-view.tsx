/** Surveys, sites and deployments as a tree. */
import type { Recordings } from "./chosen.js";
import { TreeView } from "./tree-view.js";

interface FoldersViewProps {
  recordings: Recordings;
  onOpen: () => void;
}

export function FoldersView({ recordings, onOpen }: FoldersViewProps): React.JSX.Element {
  return (
    <div className="recordings-view column">
      <TreeView nodes={recordings.nodes ?? []} recordings={recordings} onOpen={onOpen} />
    </div>
  );
}
