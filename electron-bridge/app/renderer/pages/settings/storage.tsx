/** Storage: what Linnet takes on this computer, its limit, backups, and folders that it may read. */
import { useLingui } from "@lingui/react/macro";
import { Backups } from "./backups.js";
import type { Section } from "./entry.js";
import { Folders } from "./folders.js";
import { Limit } from "./limit.js";
import { Room } from "./room.js";

export function useStorageSection(): Section {
  const { t } = useLingui();
  return {
    id: "storage",
    title: t`Storage`,
    entries: [
      {
        id: "room",
        title: t`Room on this computer`,
        sentence: t`Only what Linnet can make again can be cleared. Your recordings and labels are never touched.`,
        words: t`size clear disk full free`,
        wide: true,
        control: <Room />,
      },
      {
        id: "limit",
        title: t`Limit for prepared recordings`,
        sentence: t`When they reach it, those that were not used for the longest time make room.`,
        words: "cache",
        control: <Limit />,
      },
      {
        id: "backups",
        title: t`Backups beside the project`,
        sentence: t`Linnet makes one before it changes the tables of a project. A backup goes only by your hand.`,
        wide: true,
        control: <Backups />,
      },
      {
        id: "grants",
        title: t`Folders Linnet may read`,
        sentence: t`Linnet reads only folders that you chose. Taking one back deletes nothing.`,
        wide: true,
        control: <Folders />,
      },
    ],
  };
}
