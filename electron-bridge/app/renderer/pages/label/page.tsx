/** Label: one recording, its sound and its labels. */
export default function LabelPage(): React.JSX.Element {
  return <div />;
}
