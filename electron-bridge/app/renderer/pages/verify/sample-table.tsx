/** The samples of the project, how far each is judged, and what can be done with each. */
import { useLingui } from "@lingui/react/macro";
import { count, moment } from "../../i18n/format.js";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/menu.js";
import { Progress } from "../../ui/progress.js";
import { hasRule } from "./again.js";
import { type Sample, useProgress } from "./samples.js";

export type SampleAct = "again" | "export" | "remove";

interface TableProps {
  samples: readonly Sample[];
  isReadOnly: boolean;
  onAct: (act: SampleAct, sample: Sample) => void;
}

export function SampleTable(props: TableProps): React.JSX.Element {
  const { samples, isReadOnly, onAct } = props;
  const { t } = useLingui();
  return (
    <table className="plain-table wide samples">
      <thead>
        <tr>
          <th scope="col">{t`Sample`}</th>
          <th scope="col">{t`Species`}</th>
          <th scope="col">{t`Judged`}</th>
          <th scope="col">{t`Good for`}</th>
          <th scope="col">{t`Drawn by`}</th>
          <th scope="col" className="number">{t`Seed`}</th>
          <th scope="col">
            <span className="unseen">{t`More`}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {samples.map((each) => (
          <Row key={each.sampleId} sample={each} isReadOnly={isReadOnly} onAct={onAct} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Omit<TableProps, "samples"> & { sample: Sample };

function Row({ sample, isReadOnly, onAct }: RowProps): React.JSX.Element {
  const { t } = useLingui();
  const { sampleId, name, species, members, purpose, drawnBy, drawnAt, seed } = sample;
  const { value } = useProgress(sampleId);
  const done = value === undefined ? undefined : value.judged + value.skipped;
  const [number, all] = [count(done ?? 0), count(members)];
  const act = (what: SampleAct) => (): void => {
    onAct(what, sample);
  };
  return (
    <tr>
      <th scope="row">
        <a href={`#/verify?s=${String(sampleId)}`}>{name}</a>
      </th>
      <td>
        <i>{species}</i>
      </td>
      <td className="sample-progress">
        {done !== undefined && (
          <Progress
            label={t`Judged clips of ${name}`}
            share={members === 0 ? 0 : done / members}
            text={t`${number} of ${all}`}
          />
        )}
      </td>
      <td>{purpose === "estimate" ? t`numbers` : t`presence`}</td>
      <td>
        {drawnBy} <span className="quiet small">{moment(drawnAt)}</span>
      </td>
      <td className="number">{String(seed)}</td>
      <td>
        <Menu
          label={t`More of ${name}`}
          variant="quiet"
          actions={[
            {
              id: "again",
              text: t`Draw its rule again…`,
              off: isReadOnly
                ? t`This project can only be read.`
                : hasRule(sample)
                  ? undefined
                  : t`The sample came from a table, which does not say how it was drawn.`,
              act: act("again"),
            },
            { id: "export", text: t`Export the sample…`, act: act("export") },
            {
              id: "remove",
              text: t`Remove the sample…`,
              off: isReadOnly ? t`This project can only be read.` : undefined,
              act: act("remove"),
            },
          ]}
        >
          <Icon name="more" size={18} />
        </Menu>
      </td>
    </tr>
  );
}
