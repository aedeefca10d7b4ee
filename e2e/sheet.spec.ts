import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import sharp from "sharp";
import { extractText, getDocumentProxy } from "unpdf";
import { expectNoViolations } from "./axe";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";
import { cells, found, pictures } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "sheet" });

const RUSSIAN = "жёлтая бутылка на мокром камне";
const FORMULA = '=HYPERLINK("http://example.invalid"; "open me")';

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: RUSSIAN, at: "2026-08-14T10:00:00Z", count: 20 },
    { prompt: FORMULA, at: "2026-07-09T10:00:00Z", count: 2, author: "Mira Sand" },
  ]);
});

/** The dialog over everything that the search finds. */
async function openDialog(page: Page, search: string, count: number) {
  await page.goto(`/library?${new URLSearchParams({ q: search })}`);
  await expect(cells(page).first()).toBeVisible();
  await found(page, count);
  await cells(page).first().focus();
  await page.keyboard.press("s");
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar.getByRole("status")).toHaveText(`${count} selected`);
  await bar.getByRole("button", { name: "Download" }).click();
  return page.getByRole("dialog", { name: `Download ${count} pictures` });
}

async function downloaded(page: Page, press: Locator) {
  const coming = page.waitForEvent("download");
  await press.click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
/** Its label lies over it. */
const choose = (dialog: Locator, name: string) => dialog.getByRole("radio", { name }).press(" ");
const confirm = (dialog: Locator) => dialog.getByRole("button", { name: "Download", exact: true });

test("a contact sheet is one PDF with the pages that were shown and words in Cyrillic", async ({
  page,
}) => {
  const dialog = await openDialog(page, "бутылка", 20);
  await choose(dialog, "Contact sheet");
  await expect(dialog.getByText("2 pages")).toBeVisible();
  await expectNoViolations(page);
  await dialog.getByRole("slider", { name: "Columns" }).fill("3");
  await expect(dialog.getByText("3 pages")).toBeVisible();
  await choose(dialog, "Sideways");
  await dialog.getByRole("button", { name: "Person" }).click();
  const pages = await dialog.getByText(/^\d+ pages$/).textContent();
  const { name, bytes } = await downloaded(page, confirm(dialog));
  expect(name).toMatch(/^maquette-\d{4}-\d\d-\d\d\.pdf$/);
  await expect(page.getByText("The file is downloaded.")).toBeVisible();

  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(pdf, { mergePages: false });
  expect(`${text.length} pages`).toBe(pages);
  expect((await pdf.getPage(1)).view.slice(2).map(Math.round)).toEqual([842, 595]);
  for (const [index, words] of text.entries()) {
    expect(words).toContain("Halden");
    expect(words).toContain(`${index + 1} / ${text.length}`);
    expect(words).toContain("жёлтая бутылка на");
    expect(words).not.toContain("Designer");
  }
  expect(text.join("\n").match(/AK-2608-90\/\d+ 1:1/g)).toHaveLength(20);
  // Each picture is in it, none is an empty place.
  expect(bytes.toString("latin1").match(/\/Subtype \/Image/g)).toHaveLength(20);
});

test("C03: the facts are a table in which words stay words", async ({ page }) => {
  const dialog = await openDialog(page, "project:AK by:mira", 2);
  await choose(dialog, "Table of facts");
  await expect(dialog.getByText("1 file", { exact: true })).toBeVisible();
  await expectNoViolations(page);
  const { name, bytes } = await downloaded(page, confirm(dialog));
  expect(name).toMatch(/\.csv$/);
  const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
  expect(rows.map(({ Code }) => Code)).toEqual(["AK-2607-90/1", "AK-2607-90/2"]);
  expect(rows[0]).toMatchObject({
    ...{ Project: "Autumn KV", Person: "Mira Sand", Prompt: `'${FORMULA}`, Ratio: "1:1" },
    ...{ "Made as": "Fresh", "Sandbox money": "yes", Type: "image/jpeg" },
  });
  expect(Number(rows[0]?.["Delivered width, px"])).toBeGreaterThan(1_000);
});

test("a copy says that a model made it, and its prompt only when that is wanted", async ({
  page,
  studio,
}) => {
  const row = await openOne(page, studio);
  const dialog = page.getByRole("dialog");
  await choose(dialog, "Other format");
  const write = dialog.getByRole("switch", { name: "Write where they come from" });
  const prompt = dialog.getByRole("switch", { name: "Include the prompt" });
  await expect(write).toBeChecked();
  await expect(prompt).not.toBeChecked();
  await expectNoViolations(page);
  const silent = await downloaded(page, confirm(dialog));
  expect(silent.name).toMatch(/\.jpg$/);
  const said = (await sharp(silent.bytes).metadata()).xmpAsString ?? "";
  expect(said).toContain("digitalsourcetype/trainedAlgorithmicMedia");
  expect(said).toContain(`<dc:identifier>${row.code}</dc:identifier>`);
  expect(silent.bytes.includes("amber")).toBe(false);

  await page.keyboard.press("Escape");
  await openOne(page, studio);
  await expect(dialog.getByRole("radio", { name: "Other format" })).toBeChecked();
  await prompt.click();
  const open = await downloaded(page, confirm(dialog));
  expect((await sharp(open.bytes).metadata()).xmpAsString).toContain(row.prompt);
  expect(
    (await sharp(open.bytes).raw().toBuffer()).equals(await sharp(silent.bytes).raw().toBuffer()),
  ).toBe(true);

  await page.keyboard.press("Escape");
  await openOne(page, studio);
  await write.click();
  await expect(prompt).toBeHidden();
  const plain = await downloaded(page, confirm(dialog));
  expect((await sharp(plain.bytes).metadata()).xmp).toBeUndefined();
});

test("an original leaves byte for byte; asked to, it says where it comes from and keeps its pixels", async ({
  page,
  studio,
}) => {
  const row = await openOne(page, studio);
  const dialog = page.getByRole("dialog");
  await choose(dialog, "Originals");
  const write = dialog.getByRole("switch", { name: "Write where they come from" });
  await expect(write).not.toBeChecked();
  const { bytes } = await downloaded(page, confirm(dialog));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(row.sha256);
  await page.keyboard.press("Escape");
  await openOne(page, studio);
  await write.click();
  const said = await downloaded(page, confirm(dialog));
  expect(said.bytes.equals(bytes)).toBe(false);
  expect((await sharp(said.bytes).metadata()).xmpAsString).toContain("trainedAlgorithmicMedia");
  expect(
    (await sharp(said.bytes).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer()),
  ).toBe(true);
});

/** The picture that was painted, in the dialog; answers with what the database knows of it. */
async function openOne(page: Page, studio: TestStudio) {
  await page.goto("/library?q=amber");
  await found(page, 1);
  await cells(page).first().focus();
  await page.keyboard.press("s");
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Download" }).click();
  await expect(page.getByRole("dialog", { name: "Download 1 picture" })).toBeVisible();
  const [row] = await studio.query(PAINTED);
  return row as { id: string; code: string; prompt: string; sha256: string; mime: string };
}
const PAINTED = `select i.id, g.code || '/' || v.number as code, g.prompt_as_sent as prompt, i.sha256, i.mime
  from image i join variant v on v.id = i.variant_id join generation g on g.id = v.generation_id
  where g.prompt_as_sent like '%amber%'`;

test("the dialog speaks Russian, and its table is for a Russian Excel", async ({
  page,
  studio,
}) => {
  await page.context().addCookies([{ name: "maquette.locale", value: "ru", url: studio.url }]);
  await page.goto("/library?q=бутылка");
  await expect(
    page.getByRole("region", { name: "Картинки" }).getByRole("button").first(),
  ).toBeVisible();
  await page.getByRole("region", { name: "Картинки" }).getByRole("button").first().focus();
  await page.keyboard.press("s");
  await page
    .getByRole("region", { name: "Выделение" })
    .getByRole("button", { name: "Скачать" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Скачать 1 картинку" });
  await expect(dialog.getByRole("switch", { name: "Записать происхождение" })).toBeVisible();
  await choose(dialog, "Контактный лист");
  await expect(dialog.getByText("1 страница")).toBeVisible();
  await expectNoViolations(page);
  const press = dialog.getByRole("button", { name: "Скачать", exact: true });
  const sheet = await downloaded(page, press);
  const pdf = await getDocumentProxy(new Uint8Array(sheet.bytes));
  expect((await extractText(pdf, { mergePages: true })).text).toMatch(/14\.08\.2026/);
  await expect(page.getByText("Файл скачан.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page
    .getByRole("region", { name: "Выделение" })
    .getByRole("button", { name: "Скачать" })
    .click();
  await choose(dialog, "Таблица сведений");
  await expectNoViolations(page);
  const table = await downloaded(page, press);
  const options = { bom: true, columns: true, delimiter: ";" } as const;
  const [row] = parse(table.bytes, options) as Record<string, string>[];
  expect(row).toMatchObject({ Код: "AK-2608-90/1", Текст: RUSSIAN, Формат: "1:1" });
  expect(row?.["Цена, USD"]).toMatch(/^0,\d+$/);
});

type Offered = { file: string; list: string; text: string };

/** What a picture offers other programs when it is dragged; it is let go of where nothing takes it. */
async function offered(page: Page, source: Locator): Promise<Offered | undefined> {
  await page.evaluate(() => {
    const listen = ({ dataTransfer: data }: DragEvent) => {
      const read = (type: string) => data?.getData(type) ?? "";
      const list = read("text/uri-list");
      Object.assign(window, {
        offered: { file: read("DownloadURL"), list, text: read("text/plain") },
      });
    };
    addEventListener("dragstart", listen, { once: true });
  });
  const box = await source.boundingBox();
  if (!box) throw new Error("nothing to drag");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 30, { steps: 4 });
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as { offered?: Offered }).offered);
}

test("a picture that is dragged out of the page is its original under its code", async ({
  page,
  studio,
}) => {
  const [row] = await studio.query(PAINTED);
  const extension = row?.["mime"] === "image/png" ? "png" : "jpg";
  const name = `${String(row?.["code"]).replace("/", "-")}.${extension}`;
  const address = `${studio.url}/api/images/${row?.["id"]}`;
  const whole = { file: `${row?.["mime"]}:${name}:${address}?download=1`, list: address, text: "" };

  await page.goto("/library?q=amber");
  await found(page, 1);
  const tile = pictures(page).locator("[data-part=print]").first();
  expect(await offered(page, tile)).toEqual(whole);
  // Nothing was opened or chosen by it.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("region", { name: "Selection" })).toBeHidden();

  await page.goto("/");
  await untilAlive(page);
  const cell = page.getByRole("button", { name: /^An amber bottle on wet stone, AK.*Done$/ });
  await expect(cell).toBeVisible();
  expect(await offered(page, cell)).toEqual(whole);
  await cell.press("Enter");
  const picture = page
    .getByRole("dialog")
    .getByRole("img", { name: /amber bottle/ })
    .first();
  await expect(picture).toBeVisible();
  expect(await offered(page, picture)).toEqual(whole);

  const response = await page.request.get(`${address}?download=1`);
  expect(
    createHash("sha256")
      .update(await response.body())
      .digest("hex"),
  ).toBe(row?.["sha256"]);
  expect(response.headers()["content-disposition"]).toContain(name);
});
