import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";
import { cells, found, pictures, search } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "uploads" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a copper kettle", at: "2026-08-14T10:00:00Z", count: 3 },
  ]);
});

type Given = { name: string; base64: string };

const sample = (file: string, name = file): Given => ({
  name,
  base64: readFileSync(path.join("public/samples", file)).toString("base64"),
});
const NO_PICTURE: Given = { name: "brief.png", base64: Buffer.from("a brief").toString("base64") };

/** As from the desk, over the grid. */
async function drop(page: Page, files: Given[]) {
  const transfer = await page.evaluateHandle((given) => {
    const held = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      held.items.add(new File([bytes], name));
    }
    return held;
  }, files);
  // The layer that takes the drop comes up under the pointer.
  await expect(async () => {
    await page.locator("body").dispatchEvent("dragenter", { dataTransfer: transfer });
    await page.evaluate((dataTransfer) => {
      const at = { clientX: 700, clientY: 300, dataTransfer, bubbles: true, cancelable: true };
      const layer = document.elementFromPoint(at.clientX, at.clientY);
      if (!layer || getComputedStyle(layer).position !== "fixed") throw new Error("no layer yet");
      for (const type of ["dragenter", "dragover", "drop"]) {
        layer.dispatchEvent(new DragEvent(type, at));
      }
    }, transfer);
  }).toPass();
}

const panel = (page: Page) => page.getByRole("region", { name: "Coming in" });
const row = (page: Page, name: string) =>
  panel(page).getByRole("listitem").filter({ hasText: name });
const openLibrary = async (page: Page, q = "") => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/library?q=${q}`);
  await expect(pictures(page)).toBeVisible();
};

test("three files are dropped: two are in the grid, the third is named with its cure", async ({
  page,
}) => {
  await openLibrary(page);
  await expect(page.getByRole("heading", { level: 1, name: "Library 4" })).toBeVisible();
  await drop(page, [
    sample("05-amber-packshot.jpg"),
    NO_PICTURE,
    sample("18-texture-wet-basalt.jpg", "Basalt_wet.jpg"),
  ]);
  await expect(panel(page).getByRole("status").first()).toHaveText("2 pictures are in the library");
  await expect(row(page, "brief.png").getByRole("alert")).toHaveText(
    "brief.png is not a picture. JPEG, PNG and WebP can be added.",
  );
  await expect(page.getByRole("heading", { level: 1, name: "Library 6" })).toBeVisible();
  await expect(cells(page)).toHaveCount(6);
  await expectNoViolations(page);

  const source = panel(page).getByRole("textbox", { name: "Source of these 2 pictures" });
  await source.fill("Photo by Nordlys, licence CC BY");
  await source.press("Enter");
  await expect(panel(page).getByRole("button", { name: "Noted" })).toBeVisible();
  await row(page, "brief.png").getByRole("button", { name: "Take brief.png off the list" }).click();
  await panel(page).getByRole("button", { name: "Close the list" }).click();
  await expect(panel(page)).toBeHidden();

  const filters = page.getByRole("complementary", { name: "Filters" });
  await filters.getByRole("checkbox", { name: "Own pictures 2" }).check();
  await found(page, 2);
  await expect(page).toHaveURL(/has%3Aupload/);
  await search(page, "nordlys basalt");
  await found(page, 1);
  await expect(cells(page).first()).toHaveAccessibleName(/^Basalt_wet\.jpg, AK-/);
});

test("the viewer tells the file and its source, which can be changed, and offers no recipe", async ({
  page,
}) => {
  await openLibrary(page);
  await drop(page, [sample("16-pears-low-key.jpg", "pears.jpg")]);
  await row(page, "pears.jpg")
    .getByRole("button", { name: /^Open AK-/ })
    .click();
  const viewer = page.getByRole("dialog");
  const facts = viewer.getByRole("complementary", { name: "Facts" });
  await expect(facts.getByText("pears.jpg")).toBeVisible();
  await expect(facts.getByText("Not noted")).toBeVisible();
  await expect(viewer.getByRole("img", { name: "Uploaded picture: pears.jpg" })).toBeVisible();
  await expect(facts.getByRole("button", { name: "Continue" })).toBeVisible();
  for (const name of ["Use recipe", "Remix", "Finish at 4K"])
    await expect(facts.getByRole("button", { name })).toHaveCount(0);
  await expect(viewer.getByRole("navigation", { name: "Lineage" })).toContainText("Upload");

  await facts.getByRole("button", { name: "Change the source" }).click();
  const form = page.getByRole("dialog", { name: "Source of pears.jpg" });
  await form.getByRole("textbox", { name: "Source" }).fill("From the orchard, all rights ours");
  await expectNoViolations(page);
  await page.keyboard.press("Enter");
  await expect(form).toBeHidden();
  await expect(facts.getByText("From the orchard, all rights ours")).toBeVisible();
  await expect(facts.getByRole("button", { name: "Change the source" })).toBeFocused();
  await expectNoViolations(page);
  await page.reload();
  await expect(facts.getByText("From the orchard, all rights ours")).toBeVisible();
  await facts.getByRole("button", { name: "Pick" }).click();
  await expect(facts.getByRole("button", { name: "Pick" })).toHaveAttribute("aria-pressed", "true");
});

test("an upload is a reference, and the gateway gets its very bytes", async ({ page, studio }) => {
  await openLibrary(page);
  await drop(page, [sample("07-cups-stack-yellow.jpg", "cups.jpg")]);
  await row(page, "cups.jpg")
    .getByRole("button", { name: /^Open AK-/ })
    .click();
  const code = await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Copy the code / })
    .textContent();
  await page.getByRole("dialog").getByRole("button", { name: "Reference", exact: true }).click();
  await untilAlive(page);
  await expect(page.getByText(`${code} is now in slot 1.`)).toBeVisible();
  await expect(page.getByRole("button", { name: /, slot 1 of 1/ })).toBeVisible();

  await page.getByRole("textbox", { name: "Prompt" }).fill("The cups in the morning sun");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").filter({ hasText: "The cups in the" })).toBeVisible();
  const sha256 = createHash("sha256")
    .update(readFileSync("public/samples/07-cups-stack-yellow.jpg"))
    .digest("hex");
  await expect
    .poll(async () => (await studio.acceptedTasks()).at(-1)?.references.map((it) => it.sha256))
    .toEqual([sha256]);
  await expect(page.getByRole("article").filter({ hasText: "cups.jpg" })).toHaveCount(0);
});

test("an upload is compared with a picture that was made here", async ({ page }) => {
  await openLibrary(page);
  await drop(page, [sample("04-night-label.jpg", "night.jpg")]);
  await expect(row(page, "night.jpg").getByRole("button", { name: /^Open AK-/ })).toBeVisible();
  await panel(page).getByRole("button", { name: "Close the list" }).click();
  await pictures(page)
    .getByRole("button", { name: /^night\.jpg/ })
    .focus();
  await page.keyboard.press("s");
  await pictures(page)
    .getByRole("button", { name: /^a copper kettle.*\/1/ })
    .click();
  await page
    .getByRole("region", { name: "Selection" })
    .getByRole("button", { name: "Compare" })
    .click();
  const compared = page.getByRole("dialog");
  await expect(compared.getByRole("row", { name: /^File name/ })).toContainText("night.jpg");
  await expect(compared.getByRole("button", { name: /^Use recipe of/ })).toHaveCount(1);
});

test("the same file again is the same picture", async ({ page }) => {
  await openLibrary(page);
  const file = sample("12-figure-arches.jpg", "arches.jpg");
  await drop(page, [file]);
  await expect(row(page, "arches.jpg").getByRole("button", { name: /^Open AK-/ })).toBeVisible();
  await drop(page, [{ ...file, name: "arches copy.jpg" }]);
  await expect(row(page, "arches copy.jpg")).toContainText("Was here already");
  await search(page, "arches");
  await found(page, 1);
});

test("what is on its way goes on while one is in the studio, and can be stopped", async ({
  page,
}) => {
  await openLibrary(page);
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route("**/api/library/uploads/**", async (route) => {
    await held;
    await route.continue();
  });
  await drop(page, [
    sample("13-figure-sea.jpg", "sea.jpg"),
    sample("14-figure-stairs.jpg", "stairs.jpg"),
  ]);
  await expect(panel(page).getByRole("status").first()).toHaveText("0 of 2 here");
  await row(page, "stairs.jpg").getByRole("button", { name: "Stop stairs.jpg" }).click();
  await expect(row(page, "stairs.jpg")).toHaveCount(0);
  await page.getByRole("link", { name: "Studio" }).click();
  await untilAlive(page);
  letGo();
  await page.getByRole("link", { name: "Library" }).click();
  await expect(panel(page).getByRole("status").first()).toHaveText("1 picture is in the library");
  await search(page, "has:upload stairs");
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();
});

test("files are picked and pasted on a phone too", async ({ page }) => {
  await openLibrary(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add own pictures" }).click();
  await (await chooser).setFiles("public/samples/15-oranges-pyramid.jpg");
  await expect(
    row(page, "15-oranges-pyramid.jpg").getByRole("button", { name: /^Open AK-/ }),
  ).toBeVisible();
  await expectNoViolations(page);
  await page.evaluate(({ base64 }) => {
    const clipboardData = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    clipboardData.items.add(new File([bytes], "pasted.jpg"));
    document.body.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, sample("03-green-bottle-pears.jpg"));
  await expect(row(page, "pasted.jpg").getByRole("button", { name: /^Open AK-/ })).toBeVisible();
});

test("по-русски файлы приходят, и отказ называет файл", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "maquette.locale", value: "ru", url: baseURL ?? "" }]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/library");
  await expect(page.getByRole("region", { name: "Картинки" })).toBeVisible();
  await drop(page, [sample("08-cup-window-light.jpg", "чашка у окна.jpg"), NO_PICTURE]);
  const list = page.getByRole("region", { name: "Загрузка" });
  await expect(list.getByRole("status").first()).toHaveText("1 картинка в библиотеке");
  await expect(list.getByRole("alert")).toContainText("brief.png");
  await list.getByRole("textbox", { name: "Источник картинки" }).fill("Фото редакции");
  await list.getByRole("button", { name: "Записать" }).click();
  await expect(list.getByRole("button", { name: "Записано" })).toBeVisible();
  await expectNoViolations(page);
  await list.getByRole("button", { name: /^Открыть AK-/ }).click();
  await expect(page.getByRole("dialog").getByText("Фото редакции")).toBeVisible();
  await expect(page.getByRole("dialog").getByText("чашка у окна.jpg")).toBeVisible();
});
