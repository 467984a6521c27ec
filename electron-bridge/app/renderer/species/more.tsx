/** Says that more names were found than are listed, and how to come to them. */
import { Plural } from "@lingui/react/macro";

export function MoreNames({ count }: { count: number }): React.JSX.Element {
  return (
    <Plural
      value={count}
      one="# more name: type more of it."
      other="# more names: type more of the name."
    />
  );
}
