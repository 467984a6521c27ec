/** What would be here, the likeliest reason why it is not, and one thing to do. */
import { Button } from "./button.js";
import "./empty.css";

interface EmptyProps {
  title: string;
  reason: string;
  action?: { text: string; act: () => void };
}

export function Empty({ title, reason, action }: EmptyProps): React.JSX.Element {
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p className="quiet">{reason}</p>
      {action !== undefined && (
        <Button variant="primary" onPress={action.act}>
          {action.text}
        </Button>
      )}
    </section>
  );
}
