/** How the rows are written: columns, decimals, files, and the most of each species or site. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Checkbox, Radios } from "../../ui/check.js";
import { CheckboxList } from "../../ui/checkbox-list.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Select } from "../../ui/select.js";
import { useColumnNames } from "./column-names.js";
import { canBeApart, COLUMNS, isCsv, type Setup } from "./setup.js";

interface OptionsProps {
  setup: Setup;
  change: (some: Partial<Setup>) => void;
}

export function Options({ setup, change }: OptionsProps): React.JSX.Element {
  const { t } = useLingui();
  const { card } = setup;
  return (
    <div className="export-options">
      {card === "spreadsheet" && (
        <Radios
          label={t`A row for each`}
          value={setup.sheet}
          choices={[
            { value: "rows", text: setup.kind === "labels" ? t`Label` : t`Detection` },
            { value: "species", text: t`Recording, with a column for each species` },
          ]}
          onChange={(sheet) => {
            change({ sheet });
          }}
        />
      )}
      {card !== "clips" && canBeApart(setup) && (
        <Radios
          label={t`Files`}
          value={setup.apart ? "apart" : "one"}
          choices={[
            { value: "one", text: t`One file` },
            { value: "apart", text: t`One for each recording` },
          ]}
          onChange={(value) => {
            change({ apart: value === "apart" });
          }}
        />
      )}
      {card === "audacity" && (
        <p className="small quiet">
          <Trans>Audacity opens a label track beside its recording, so each has its own.</Trans>
        </p>
      )}
      {(card === "tables" || card === "spreadsheet") && (
        <Checkbox
          isSelected={setup.decimalComma}
          onChange={(decimalComma) => {
            change({ decimalComma });
          }}
        >
          <Trans>Decimal comma, with semicolons between the cells</Trans>
        </Checkbox>
      )}
      {isCsv(setup) && <Columns setup={setup} change={change} />}
      <Cap setup={setup} change={change} />
    </div>
  );
}

function Columns({ setup, change }: OptionsProps): React.JSX.Element {
  const { t } = useLingui();
  const names = useColumnNames();
  const number = setup.columns.length;
  return (
    <details className="export-columns">
      <summary>
        <Trans>Further columns</Trans>
        {number > 0 && (
          <span className="quiet small">
            {" "}
            <Trans>({number} chosen)</Trans>
          </span>
        )}
      </summary>
      <CheckboxList
        label={t`Further columns`}
        choices={COLUMNS.map((value) => ({ value, text: names[value] }))}
        chosen={[...setup.columns]}
        onChange={(chosen) => {
          change({ columns: COLUMNS.filter((each) => chosen.includes(each)) });
        }}
      />
    </details>
  );
}

/** The limit comes after the filters. */
function Cap({ setup, change }: OptionsProps): React.JSX.Element {
  const { t } = useLingui();
  const { capped, most, per, pick } = setup;
  return (
    <div className="export-cap">
      <Checkbox
        isSelected={capped}
        onChange={(value) => {
          change({ capped: value });
        }}
      >
        <Trans>Only so many of each</Trans>
      </Checkbox>
      {capped && (
        <div className="export-line">
          <DecimalField
            label={t`At most`}
            value={most}
            least={1}
            most={1_000_000}
            whole
            onChange={(value) => {
              change({ most: value ?? 1 });
            }}
          />
          <Select
            label={t`Of each`}
            value={per}
            choices={[
              { value: "species", text: t`Species` },
              { value: "site", text: t`Site` },
              { value: "speciesAndSite", text: t`Species at each site` },
            ]}
            onChange={(value) => {
              change({ per: value });
            }}
          />
          <Select
            label={t`Which`}
            value={pick}
            choices={[
              { value: "best", text: t`Best scores` },
              { value: "random", text: t`By chance, always the same` },
            ]}
            onChange={(value) => {
              change({ pick: value });
            }}
          />
        </div>
      )}
    </div>
  );
}
