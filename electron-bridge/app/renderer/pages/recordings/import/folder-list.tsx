/** The folders as they are found: rows appear as folders are looked at, and yellow ones need a word. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { RefObject } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import type { FolderSummary } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../../../i18n/format.js";
import { Icon } from "../../../ui/icon.js";
import type { TreeRow } from "./rows.js";
import { useImport } from "./store.js";
import { conflictsOf, datesText, siteText, unreadable } from "./words.js";

/** Rows that are drawn at most: a screen reader, and a person, are lost in more. */
const MOST = 500;

interface FolderListProps {
  rows: readonly TreeRow[];
  at: string | undefined;
  /** Whether the pattern names sites. */
  names: boolean;
  isBusy: boolean;
  /** The first look still goes on, so no pattern is known yet. */
  isFirst: boolean;
  onChoose: (path: string) => void;
  list: RefObject<HTMLDivElement | null>;
}

export function FolderList(props: FolderListProps): React.JSX.Element {
  const { rows, at, names, isBusy, isFirst, onChoose, list } = props;
  const { t } = useLingui();
  const shown = rows.slice(0, MOST);
  const rest = rows.length - shown.length;
  const groups = shown.filter(({ folder }) => folder === undefined).map(({ id }) => id);
  return (
    <div className="import-folders" aria-busy={isBusy}>
      <ListBox
        ref={list}
        aria-label={t`Folders of the import`}
        className="import-list"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={at === undefined ? [] : [at]}
        disabledKeys={groups}
        onSelectionChange={(keys) => {
          if (keys === "all") return;
          const [key] = keys;
          if (typeof key === "string") onChoose(key);
        }}
      >
        {shown.map((row) => (
          <ListBoxItem
            key={row.id}
            id={row.id}
            textValue={row.name}
            className={({ isSelected }) => classOf(row, isSelected)}
          >
            <span className="import-name" style={{ paddingInlineStart: row.depth * 16 }}>
              {row.name}
            </span>
            {row.folder !== undefined && (
              <Facts folder={row.folder} names={names} isFirst={isFirst} depth={row.depth} />
            )}
          </ListBoxItem>
        ))}
      </ListBox>
      {rest > 0 && (
        <p className="small quiet">
          <Plural
            value={rest}
            one="and # more folder, which is imported too"
            other="and # more folders, which are imported too"
          />
        </p>
      )}
    </div>
  );
}

function classOf({ folder }: TreeRow, isSelected: boolean): string {
  const parts = ["option", "import-row"];
  if (folder === undefined) parts.push("group");
  else if (folder.leftOut) parts.push("out");
  else if (conflictsOf(folder).length > 0) parts.push("odd");
  if (isSelected) parts.push("chosen");
  return parts.join(" ");
}

interface FactsProps {
  folder: FolderSummary;
  names: boolean;
  isFirst: boolean;
  depth: number;
}

function Facts({ folder, names, isFirst, depth }: FactsProps): React.JSX.Element {
  const { t } = useLingui();
  const { files, known, leftOut } = folder;
  const said = useImport(({ choices }) => choices.get(folder.path)?.site);
  const site = siteText(folder, names || said != null);
  const odd = conflictsOf(folder).length;
  const bad = unreadable(folder);
  const [shown, before] = [count(files), count(known)];
  return (
    <>
      <span className="import-facts small" style={{ paddingInlineStart: depth * 16 }}>
        <span>
          <Plural value={files} one="# file" other={`${shown} files`} />
        </span>
        {leftOut ? (
          <span>
            <Trans>left out</Trans>
          </span>
        ) : (
          <>
            {!isFirst && <span className={site === null ? "quiet" : ""}>{site ?? t`no site`}</span>}
            <span className="quiet">{datesText(folder)}</span>
          </>
        )}
        {known > 0 && !leftOut && (
          <span className="quiet">
            {known === files ? t`known already` : t`${before} known already`}
          </span>
        )}
        {bad > 0 && !leftOut && (
          <span className="warn-text">
            <Plural value={bad} one="# unreadable" other="# unreadable" />
          </span>
        )}
      </span>
      {odd > 0 && !leftOut && (
        <span className="import-odd" title={t`Something is odd about this folder`}>
          <Icon name="warn" size={16} />
          <span className="unseen">
            <Trans>Something is odd about this folder</Trans>
          </span>
        </span>
      )}
    </>
  );
}
