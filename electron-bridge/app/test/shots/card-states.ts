/** States of the page Recordings around cards: their import, what is not found, and what is taken out. */
import {
  BAD,
  BROUGHT,
  CARD,
  cards,
  FOLDER,
  FOLDERS,
  FOUND,
  GONE,
  lookedAt,
} from "../component/made-cards.js";
import { MadePlaces } from "../component/made-places.js";
import { job, jobs } from "../component/run-script.js";
import { type Opened, Refusal, type Script } from "../component/scripted.js";
import type { State } from "./state.js";

/** Names of folders, places, recorders and files. */
const NAMES =
  /Tapir|Colpa|Manu|AM 24F|AudioMoth|SM4|WAV|America|CARD7|DATA|media|mnt|disco|FIELD|home|sqlite|\{site\}|^\*$|copia/;

const COUNTED = {
  ...{ removed: 476, detections: 12_408, labelled: 3, labels: 12, backup: null, notes: [] },
};

const state = (name: string, script: Script, some: Partial<State> = {}): State => ({
  ...{ name: `recordings-${name}`, hash: "#/recordings?at=site 1", data: NAMES },
  options: { picked: [CARD], script: new MadePlaces().script(script) },
  ...some,
});

/** Open the sheet and bring a card; `row`: the folder whose details are shown. */
const brought =
  (row?: string) =>
  async ({ tab }: Opened): Promise<void> => {
    await tab.locator("[role=tree]:focus").waitFor();
    await tab.keyboard.press("i");
    await tab.locator(".dialog.sheet .empty button").click();
    if (row === undefined) return;
    await tab.locator(".import-row", { hasText: row }).click();
    await tab.locator(".hear canvas").waitFor();
  };

const scanning = async (opened: Opened): Promise<void> => {
  await brought()(opened);
  await opened.tab.locator(".import-inputs li").nth(1).waitFor();
  await opened.tab.waitForTimeout(400);
  await opened.emit("progress recordings/import", {
    ...{ kind: "report", done: 960, total: 2412, folders: FOLDERS.slice(0, 2) },
  });
  await opened.tab.locator(".import-row").first().waitFor();
};

const MINE = { id: 7, kind: "import", title: "CARD7", method: "recordings/import" } as const;
const RELINK = { id: 8, kind: "relink", title: "disco", method: "recordings/relink" } as const;

const imported = async (opened: Opened): Promise<void> => {
  await brought("Tapir-01/DATA")(opened);
  await opened.tab.locator(".dialog.sheet button.primary:not([disabled])").click();
  const outcome = { ok: true, value: BROUGHT, leftOut: 0 } as const;
  await opened.emit("jobs", jobs({ ended: [job({ ...MINE, state: "done", outcome })] }));
};

const finding = async ({ tab }: Opened): Promise<void> => {
  await tab.locator(".missing-bar").waitFor();
  await tab.keyboard.press("f");
  await tab.locator(".find-folders button").click();
  await tab.locator(".found-table").waitFor();
};

const GONE_SCRIPT: Script = { "recordings/look": () => GONE, "recordings/relink": () => FOUND };

export const CARD_STATES: State[] = [
  state("import", cards(), { then: brought("Tapir-01/DATA") }),
  state("import-odd", cards(FOLDERS, { errors: [BAD] }), {
    then: brought("Tapir-02/DATA"),
    holds: ["El reloj está a más de un año de los de las otras carpetas"],
  }),
  state(
    "import-scanning",
    { ...cards(), "recordings/import": () => new Promise(() => undefined) },
    {
      then: scanning,
      holds: ["Dejar fuera esta carpeta"],
    },
  ),
  state(
    "import-nothing",
    cards([], { errors: [{ ...BAD, kind: "RecordingNotFound", path: CARD.path }] }),
    {
      then: brought(),
      holds: ["No hay grabaciones en CARD7"],
    },
  ),
  state("import-known", cards([{ ...FOLDER, known: 480 }]), {
    then: brought("DATA"),
    holds: ["El proyecto ya tiene todas estas grabaciones."],
  }),
  state(
    "import-ungranted",
    {
      ...cards(),
      "recordings/import": () => {
        throw new Refusal("NotAllowed", "No grant for it.", { path: CARD.path });
      },
    },
    { then: brought(), holds: ["Linnet no tiene permiso para usar este archivo o esta carpeta."] },
  ),
  state("import-clock", cards(), {
    then: async (opened) => {
      await brought("Tapir-03/DATA")(opened);
      await opened.tab.locator(".conflict-fixes button").first().click();
      await opened.tab.locator(".dialog:not(.sheet) input").waitFor();
    },
    holds: ["mostraba 1970-01-01 00:00:12"],
  }),
  state(
    "import-done",
    { ...cards(), "recordings/import": (asked) => lookedAt(FOLDERS, asked) },
    {
      then: imported,
      holds: ["Se importaron 1.452 grabaciones."],
    },
  ),
  state("missing", GONE_SCRIPT, { holds: ["6 grabaciones no se encuentran desde el"] }),
  state("missing-find", GONE_SCRIPT, {
    then: finding,
    holds: ["Se encontraron 2 grabaciones.", "1 grabación está en duda"],
  }),
  state("missing-found", GONE_SCRIPT, {
    then: async (opened) => {
      const outcome = { ok: true, value: { ...FOUND, ambiguous: [] }, leftOut: 0 } as const;
      await opened.emit("jobs", jobs({ ended: [job({ ...RELINK, state: "done", outcome })] }));
      await opened.tab.locator(".find-bar").waitFor();
    },
    holds: ["Se encontraron 2 grabaciones, con sus etiquetas."],
  }),
  state(
    "take-out",
    { "recordings/remove": () => COUNTED },
    {
      then: async ({ tab }) => {
        await tab.locator("[role=tree]:focus").waitFor();
        await tab.keyboard.press("Delete");
        await tab.locator(".dialog .check").waitFor();
      },
      holds: ["Los archivos de sonido quedan donde están"],
    },
  ),
];
