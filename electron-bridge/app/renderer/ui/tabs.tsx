/** Sections of a page, one shown at a time. */
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, TabPanels, Tabs as Plain } from "react-aria-components";
import "./tabs.css";

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly { id: Id; text: string; panel: ReactNode }[];
  chosen: Id;
  onChange: (id: Id) => void;
  orientation?: "horizontal" | "vertical";
}

export function Tabs<Id extends string>(props: TabsProps<Id>): React.JSX.Element {
  const { label, tabs, chosen, onChange, orientation = "horizontal" } = props;
  return (
    <Plain
      className="tabs"
      orientation={orientation}
      selectedKey={chosen}
      onSelectionChange={(key) => {
        onChange(key as Id);
      }}
    >
      <TabList aria-label={label} className="tab-list">
        {tabs.map(({ id, text }) => (
          <Tab key={id} id={id} className="tab">
            {text}
          </Tab>
        ))}
      </TabList>
      <TabPanels className="tab-panels">
        {tabs.map(({ id, panel }) => (
          <TabPanel key={id} id={id} className="tab-panel">
            {panel}
          </TabPanel>
        ))}
      </TabPanels>
    </Plain>
  );
}
