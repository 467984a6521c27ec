/** Lines of a log; the last one is the newest, and is in sight. */
import "./log-lines.css";

interface LogLinesProps {
  label: string;
  lines: readonly string[];
}

export function LogLines({ label, lines }: LogLinesProps): React.JSX.Element {
  return (
    <pre
      className="log-lines"
      role="group"
      aria-label={label}
      tabIndex={0}
      ref={(box) => {
        if (box !== null) box.scrollTop = box.scrollHeight;
      }}
    >
      {lines.join("\n")}
    </pre>
  );
}
