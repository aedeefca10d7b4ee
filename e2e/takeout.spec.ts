import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import sharp from "sharp";
import { readZip } from "@/lib/takeout/service/test-read-zip";
import { expectNoViolations } from "./axe";
import { expect, test } from "./fixtures";
import { found } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "takeout" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a clay bowl by the sea", at: "2026-08-14T10:00:00Z", count: 3 },
    { prompt: "a wool blanket", at: "2026-07-09T10:00:00Z", count: 2 },
  ]);
});

const at = (page: Page, number: number) =>
  page
    .getByRole("region", { name: /^(Pictures|Картинки)$/ })
    .getByRole("button", { name: new RegExp(`/${number}(, selected)?$`) });
const bar = (page: Page) => page.getByRole("region", { name: /Selection|Выделение/ });
const dialog = (page: Page) => page.getByRole("dialog", { name: /^(Download|Скачать)/ });

const CLAY = { query: "clay", total: 3 };
const WOOL = { query: "blanket", total: 2 };

/** That many of what is found, by keys. */
async function choose(page: Page, count: number, { query, total } = CLAY) {
  await page.goto(`/library?q=${query}`);
  await found(page, total);
  await at(page, 1).focus();
  await page.keyboard.press("s");
  for (let number = 1; number < count; number += 1) await page.keyboard.press("Shift+ArrowRight");
  await bar(page).getByRole("button", { name: "Download" }).click();
  await expect(dialog(page)).toBeVisible();
}

async function take(page: Page, name = "Download"): Promise<Download> {
  const download = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name, exact: true }).click();
  return download;
}

const bytesOf = async (download: Download) => readFile(await download.path());
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const kind = (page: Page, name: string) => dialog(page).getByRole("radio", { name }).check();

test("all that a search finds comes as originals in one ZIP, byte for byte", async ({
  page,
  studio,
}) => {
  await choose(page, 1);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(bar(page).getByRole("button", { name: "Download" })).toBeFocused();
  await bar(page).getByRole("button", { name: "Select all 3 results" }).click();
  await bar(page).getByRole("button", { name: "Download" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Download 3 pictures");
  await kind(page, "Originals");
  await expect(dialog(page).getByText(/^3 files, [\d.]+ MB$/)).toBeVisible();
  await expectNoViolations(page);
  const download = await take(page);
  expect(download.suggestedFilename()).toMatch(/^maquette-\d{4}-\d\d-\d\d\.zip$/);
  const files = await readZip(await bytesOf(download));
  expect(files.map(({ name }) => name)).toEqual(
    [1, 2, 3].map((number) => `Autumn KV-AK-2608-90-${number}-1x1-2026-08-14.jpg`),
  );
  const [{ id } = {}] = await studio.query("select id from image order by id limit 1");
  const original = await page.request.get(`/api/images/${id}`);
  const expected = sha256(await original.body());
  expect(files.map(({ bytes }) => sha256(bytes))).toEqual([expected, expected, expected]);
  await expect(dialog(page).getByText("3 files are downloaded.")).toBeVisible();
  await expectNoViolations(page);
});

test("a picture comes as a JPEG of a size under a name of one's own, and the choice is kept", async ({
  page,
}) => {
  await choose(page, 1);
  await kind(page, "Other format");
  await kind(page, "JPEG");
  const px = dialog(page).getByRole("textbox", { name: "Pixels" });
  await px.fill("12x");
  await expect(dialog(page).getByText("A whole number from 16 to 8,192.")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "Download", exact: true })).toBeHidden();
  await px.fill("600");
  const names = dialog(page).getByRole("textbox", { name: "File names" });
  await names.fill("{prompt}-{artist}");
  await expect(
    dialog(page).getByText("There is no {artist}. Take one from the list."),
  ).toBeVisible();
  await expectNoViolations(page);
  await names.fill("{prompt}-");
  await names.press("End");
  await dialog(page).getByRole("button", { name: "Add {w}", exact: true }).click();
  await expect(names).toHaveValue("{prompt}-{w}");
  const preview = dialog(page).getByRole("list", { name: "Names" });
  await expect(preview).toHaveText("a clay bowl by the sea-600.jpg");
  const download = await take(page);
  expect(download.suggestedFilename()).toBe("a clay bowl by the sea-600.jpg");
  expect(await sharp(await bytesOf(download)).metadata()).toMatchObject({
    ...{ format: "jpeg", width: 600, height: 600 },
  });
  await dialog(page).getByRole("button", { name: "Close" }).last().click();
  await bar(page).getByRole("button", { name: "Download" }).click();
  await expect(dialog(page).getByRole("radio", { name: "Other format" })).toBeChecked();
  await expect(px).toHaveValue("600");
  await dialog(page).getByRole("button", { name: "Back to the usual names" }).click();
  await expect(names).toHaveValue("{project}-{code}-{ratio}-{date}");
});

test("sizes of channels are cropped around a point that keys and the pointer move", async ({
  page,
  studio,
}) => {
  await studio.query("delete from image_focus");
  await choose(page, 2);
  await kind(page, "Channel sizes");
  await kind(page, "JPEG");
  const sizes = dialog(page).getByRole("list", { name: "Social" });
  await sizes.getByRole("checkbox", { name: /^Instagram 4:5/ }).uncheck();
  await sizes.getByRole("checkbox", { name: /^Instagram Story/ }).uncheck();
  await expect(dialog(page).getByText("Choose a size at least.")).toBeVisible();
  await sizes.getByRole("checkbox", { name: /^X Header/ }).check();
  await dialog(page).getByRole("radio", { name: "Print" }).check();
  await dialog(page).getByRole("checkbox", { name: /^A6 / }).check();
  const point = dialog(page).getByRole("slider", { name: "Focus point" });
  await expect(point).toHaveAttribute("aria-valuetext", "50% from the left, 50% from the top");
  await point.focus();
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(point).toHaveAttribute("aria-valuetext", "50% from the left, 39% from the top");
  // A press on the picture, away from the point.
  const frame = point.locator("..");
  const box = await frame.boundingBox();
  if (!box) throw new Error("no picture");
  await frame.click({ position: { x: box.width * 0.25, y: box.height * 0.9 } });
  await expect(point).toHaveAttribute("aria-valuetext", "25% from the left, 90% from the top");
  await expect(dialog(page).getByRole("img", { name: "X Header, cropped" })).toBeVisible();
  await expectNoViolations(page);

  const download = await take(page);
  const files = await readZip(await bytesOf(download));
  expect(files.map(({ name }) => name)).toEqual(
    [1, 2].flatMap((number) =>
      ["x-header", "a6"].map((size) => `Autumn KV-AK-2608-90-${number}-${size}.jpg`),
    ),
  );
  const [header, paper, middle] = files;
  expect(await sharp(header?.bytes).metadata()).toMatchObject({ width: 1500, height: 500 });
  expect(await sharp(paper?.bytes).metadata()).toMatchObject({
    ...{ width: 1311, height: 1819, density: 300 },
  });
  // The same bytes were cropped around another point.
  expect(sha256(header?.bytes ?? Buffer.of())).not.toBe(sha256(middle?.bytes ?? Buffer.of()));
  const [focus] = await studio.query("select x, y from image_focus");
  expect(Number(focus?.["x"])).toBeCloseTo(0.25, 1);
  expect(Number(focus?.["y"])).toBeCloseTo(0.9, 1);
});

test("what is missing by then is told on the screen and inside the ZIP", async ({
  page,
  studio,
}) => {
  await choose(page, 2, WOOL);
  await kind(page, "Originals");
  // It goes between the press and the download.
  await page.route("**/api/takeouts", async (route) => {
    const answer = await route.fetch();
    await studio.query(
      `update library_entry set deleted_at = now() where image_id in (
         select image_id from library_entry where text like '%wool blanket%' order by at limit 1
       )`,
    );
    await route.fulfill({ response: answer });
  });
  const files = await readZip(await bytesOf(await take(page)));
  expect(files).toHaveLength(2);
  expect(files[1]?.name).toBe("not-included.txt");
  expect(files[1]?.bytes.toString()).toContain("the picture is not in the library any more");
  await expect(dialog(page).getByText("1 file is downloaded.")).toBeVisible();
  await expect(dialog(page).getByText("1 file is missing:")).toBeVisible();
  await expect(
    dialog(page).getByText(/not in the library any more; look in the bin/),
  ).toBeVisible();
});

test("a closed dialog leaves how far the download is, on every page, with a way back and a stop", async ({
  page,
  studio,
}) => {
  const notice = page.getByRole("region", { name: "Downloads" });
  const say = (state: string, done: number) =>
    studio.query("update takeout set progress = $1", [
      { state, done, total: 3, leftOutCount: 0, leftOut: [] },
    ]);
  // The browser's own download does not come: what is told of it is written by hand.
  await page.route(/\/api\/takeouts\/[^/]+$/, (route) => route.fulfill({ status: 204 }));
  const start = async () => {
    await choose(page, 3);
    await kind(page, "Originals");
    await dialog(page).getByRole("button", { name: "Download", exact: true }).click();
    await expect(dialog(page).getByText("The download begins…")).toBeVisible();
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    await expect(dialog(page)).toBeHidden();
  };
  await start();
  await say("running", 1);
  await expect(notice.getByText("Downloading 1 of 3")).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Collections" }).click();
  await expect(page).toHaveURL(/collections/);
  await expect(notice.getByText("Downloading 1 of 3")).toBeVisible();
  await notice.getByRole("button", { name: "Show" }).click();
  const back = page.getByRole("dialog", { name: "Download" });
  await expect(back.getByText("1 of 3")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(notice.getByRole("button", { name: "Show" })).toBeFocused();
  await say("done", 3);
  await expect(notice.getByText("3 files are downloaded.")).toBeVisible();
  await notice.getByRole("button", { name: "Close" }).click();
  await expect(notice).toBeHidden();

  await studio.query("delete from takeout");
  await start();
  await notice.getByRole("button", { name: "Stop the download" }).click();
  await expect(page.getByText("The download was stopped.")).toBeVisible();
  await expect(notice).toBeHidden();
  const [row] = await studio.query(
    "select progress ->> 'state' as state, expires_at = created_at as ended from takeout",
  );
  expect(row).toEqual({ state: "stopped", ended: true });
});

test("a studio that does not answer is told, and nothing that was set is lost", async ({
  page,
}) => {
  await choose(page, 1);
  await kind(page, "Originals");
  await page.route("**/api/takeouts", (route) => route.abort());
  await dialog(page).getByRole("button", { name: "Download", exact: true }).click();
  await expect(
    dialog(page).getByText(/The studio did not answer\. Nothing was downloaded/),
  ).toBeVisible();
  await page.unroute("**/api/takeouts");
  const download = await take(page);
  expect(download.suggestedFilename()).toMatch(/\.jpg$/);
});

test.describe("in Russian, on a phone", () => {
  test.use({ locale: "ru-RU", viewport: { width: 390, height: 844 }, hasTouch: true });
  test("names are written in Latin letters, and everything has room", async ({ page, studio }) => {
    await studio.query(`update project set name = 'Осень'`);
    await page.context().addCookies([{ name: "maquette.locale", value: "ru", url: studio.url }]);
    await page.goto("/library?q=clay");
    await expect(page.getByText(/найдено 3/)).toBeAttached();
    await at(page, 1).focus();
    await page.keyboard.press("s");
    await bar(page).getByRole("button", { name: "Скачать" }).click();
    await kind(page, "Под площадки");
    await dialog(page).getByRole("switch", { name: "Только латиница" }).click();
    await expect(dialog(page).getByRole("list", { name: "Имена" })).toContainText(
      "Osen-AK-2608-90-1",
    );
    await expectNoViolations(page);
    const box = await dialog(page).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    const scrolls = await dialog(page).evaluate((it) => it.scrollWidth > it.clientWidth);
    expect(scrolls).toBe(false);
    const download = await take(page, "Скачать");
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const files = await readZip(await bytesOf(download));
    expect(files[0]?.name).toMatch(/^Osen-AK-2608-90-1-instagram-/);
    await studio.query(`update project set name = 'Autumn KV'`);
  });
});
