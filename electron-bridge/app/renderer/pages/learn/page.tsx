/** Learn: own classifiers, trained, compared and applied. */
export default function LearnPage(): React.JSX.Element {
  return <div />;
}
