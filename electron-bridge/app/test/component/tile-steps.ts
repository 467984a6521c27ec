/** What tests of tiles of clips wait for. */
import type { Page as Tab } from "playwright-core";

/** The tiles have the keys. */
export const onTiles = (tab: Tab): Promise<void> =>
  tab.locator(".tiles[aria-activedescendant]:focus").waitFor();

/** The chosen clip is the one of this number. */
export const onClip = (tab: Tab, number: number): Promise<void> =>
  tab
    .locator(".tile.chosen .tile-number")
    .getByText(String(number), { exact: true })
    .first()
    .waitFor();
