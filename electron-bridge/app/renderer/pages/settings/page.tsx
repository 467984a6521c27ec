/** Settings: to be built. */
export default function Page(): React.JSX.Element {
  return <div className="page-head" />;
}
