import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { INSTALLED } from "./models-list.js";
import { open, Refusal } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

const DAMAGED = new Refusal("CatalogUnavailable", "The catalog is damaged.", {
  hint: "`linnet catalog repair` keeps every readable row. Or restore a backup.",
});

describe.skipIf(executable === undefined)("an error of the engine", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("has a next step in words of the app; a command stands in its details alone", async () => {
    const { tab } = await open(browser, {
      hash: "#/models",
      script: {
        "models/list": () => {
          throw DAMAGED;
        },
      },
    });
    const alert = tab.getByRole("alert");
    await alert.getByText("The catalog is damaged.").first().waitFor();
    await alert
      .getByText("Restore a backup of the project, or open another one.")
      .first()
      .waitFor();
    assert.isFalse(await alert.getByText("linnet catalog repair").isVisible());
    await alert.getByText("Details", { exact: true }).click();
    await alert.getByText("linnet catalog repair").first().waitFor();
    await tab.context().close();
  });

  test("is told in Spanish, with the engine's own words in its details alone", async () => {
    const { tab } = await open(browser, {
      hash: "#/models",
      settings: { language: "es" },
      script: {
        "models/list": () => {
          throw new Refusal("StorageFull", "The disk is full.", { hint: "Free 2 GB." });
        },
      },
    });
    const alert = tab.getByRole("alert");
    await alert.getByText("No hay espacio para escribir").first().waitFor();
    await alert.getByText("Libere espacio").first().waitFor();
    assert.isFalse(await alert.getByText("The disk is full.").isVisible());
    await alert.getByText("Detalles", { exact: true }).click();
    await alert.getByText("The disk is full.").first().waitFor();
    await alert.getByText("Free 2 GB.").first().waitFor();
    await tab.context().close();
  });

  test("of a kind that no one knows is told all the same", async () => {
    const { tab } = await open(browser, {
      hash: "#/models",
      settings: { language: "es" },
      script: {
        "models/list": () => {
          throw new Refusal("OfTomorrow", "It broke.");
        },
      },
    });
    await tab.getByRole("alert").getByText("Algo falló de forma inesperada.").first().waitFor();
    await tab.context().close();
  });

  test("keeps the engine's own hint where that names no command", async () => {
    const { tab } = await open(browser, {
      hash: "#/models",
      script: {
        "models/list": () => {
          throw new Refusal("StorageFull", "The disk is full.", { hint: "Free 2 GB." });
        },
      },
    });
    await tab.getByRole("alert").getByText("Free 2 GB.").first().waitFor();
    await tab.context().close();
  });

  test("that breaks a page leaves the rest of the window, and the page comes back", async () => {
    let models: unknown[] = [null];
    const { tab, errors } = await open(browser, {
      hash: "#/models",
      script: { "models/list": () => ({ models }) },
    });
    await tab.getByRole("heading", { name: "This page failed" }).waitFor();
    assert.isNotEmpty(errors);
    const alert = tab.getByRole("alert");
    await alert.getByText("Details", { exact: true }).click();
    await alert.getByText("TypeError").first().waitFor();
    await tab.getByRole("link", { name: "Settings" }).click();
    await tab.locator(".setting").first().waitFor();
    models = [INSTALLED];
    await tab.keyboard.press("Alt+ArrowLeft");
    await tab.locator(".model-card").first().waitFor();
    await tab.context().close();
  });
});
