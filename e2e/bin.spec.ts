import type { Page } from "@playwright/test";
import { ulid } from "ulid";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";
import { found, pictures } from "./library-page";
import { fillLibrary } from "./library-pictures";
import { wordsOf } from "./words";

test.use({ history: "bin" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a copper kettle", at: "2026-08-14T10:00:00Z", count: 6 },
    { prompt: "a lonely vase", at: "2026-07-09T10:00:00Z", count: 1 },
    { prompt: "a paper boat", at: "2026-06-03T10:00:00Z", count: 4 },
    { prompt: "a glass plum", at: "2026-05-03T10:00:00Z", count: 3 },
  ]);
  // The copies share one file; this one has its own.
  await studio.query(
    `update image i set sha256 = repeat('ab', 32), size_bytes = 3145728
     from library_entry e where e.image_id = i.id and e.text like 'a lonely vase%'`,
  );
});

/** The specs share one person and one bin. */
test.beforeEach(({ studio }) =>
  studio.query(
    `with back as (update library_entry set deleted_at = null, deleted_by_id = null where deleted_at is not null returning image_id)
     update variant v set gone = null from image i join back b on b.image_id = i.id where v.id = i.variant_id`,
  ),
);

const at = (page: Page, number: number, state = "") =>
  pictures(page).getByRole("button", { name: new RegExp(`/${number}${state}$`) });
const selection = (page: Page) => page.getByRole("region", { name: "Selection" });
const binned = (page: Page) => page.getByRole("list", { name: "Pictures in the bin" });
const undo = (page: Page) => page.getByRole("button", { name: "Undo" }).last();

test("chosen pictures go into the bin and come back by Undo, or from the bin", async ({ page }) => {
  await page.goto("/library?q=kettle");
  await found(page, 6);
  await at(page, 1).hover();
  await pictures(page).getByRole("checkbox", { name: /\/1$/ }).check();
  await pictures(page).getByRole("checkbox", { name: /\/2$/ }).check();
  await selection(page).getByRole("button", { name: "Put in the bin" }).click();
  await expect(page.getByText("2 pictures are in the bin.")).toBeVisible();
  await found(page, 4);
  await expect(selection(page)).toBeHidden();
  await undo(page).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  await found(page, 6);

  await at(page, 3).focus();
  await page.keyboard.press("Backspace");
  await expect(page.getByText("1 picture is in the bin.")).toBeVisible();
  await found(page, 5);
  // The grid has the focus again: the next key goes on.
  await expect(at(page, 1)).toBeFocused();
  await page.keyboard.press("Delete");
  await found(page, 4);

  const link = page.getByRole("link", { name: /^Bin/ });
  await expect(link).toContainText("2 pictures");
  await link.click();
  await expect(page.getByRole("heading", { name: /^Bin/ })).toContainText("2 pictures");
  await expect(binned(page).getByText("30 days left")).toHaveCount(2);
  await expectNoViolations(page);
  await binned(page)
    .getByRole("button", { name: /^Put .*\/3 back$/ })
    .click();
  await expect(page.getByText("1 picture is back in the library.")).toBeVisible();
  await expect(binned(page).getByRole("listitem")).toHaveCount(1);
  await page.goto("/library?q=kettle");
  await found(page, 5);
});

test("with the keyboard alone many are chosen in the bin and put back, and then all", async ({
  page,
}) => {
  await page.goto("/library?q=boat");
  await found(page, 4);
  await at(page, 1).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await expect(page.getByText("4 pictures are in the bin.")).toBeVisible();
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("go to the bin");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Bin/ })).toContainText("4 pictures");
  await binned(page).getByRole("checkbox").first().focus();
  await page.keyboard.press("Space");
  await expect(selection(page).getByRole("status")).toHaveText("1 selected");
  await page.keyboard.press("Escape");
  await expect(selection(page)).toBeHidden();
  await page.keyboard.press("Space");
  await selection(page).getByRole("button", { name: "Select what is shown" }).focus();
  await page.keyboard.press("Enter");
  await expect(selection(page).getByRole("status")).toHaveText("4 selected");
  await binned(page).getByRole("checkbox").last().focus();
  await page.keyboard.press("Space");
  await expectNoViolations(page);
  await selection(page).getByRole("button", { name: "Put back" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("3 pictures are back in the library.")).toBeVisible();
  await expect(binned(page).getByRole("checkbox")).toBeFocused();
  await page.getByRole("button", { name: "Put all back" }).click();
  await expect(page.getByText("The bin is empty.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Bin" })).toBeFocused();
});

test("deleting for good says first what it frees and what stays, and then does it", async ({
  page,
  studio,
}) => {
  await page.goto("/library?q=vase");
  await found(page, 1);
  await at(page, 1).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("1 picture is in the bin.")).toBeVisible();
  await page.goto("/library?q=plum");
  await found(page, 3);
  await at(page, 2).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("1 picture is in the bin.")).toBeVisible();

  await page.goto("/library/bin");
  await expect(binned(page).getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Empty the bin" }).click();
  const question = page.getByRole("dialog", { name: "Delete 2 pictures for good?" });
  await expect(question.getByText(/Frees 3 MB and the previews of 1 picture\./)).toBeVisible();
  await expect(question.getByText("1 because another picture has the same file")).toBeVisible();
  await expectNoViolations(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(binned(page).getByRole("listitem")).toHaveCount(2);

  await page.getByRole("button", { name: "Empty the bin" }).click();
  await question.getByRole("button", { name: "Delete 2 for good" }).click();
  await expect(page.getByText("2 pictures deleted for good.")).toBeVisible();
  await expect(page.getByText("The bin is empty.")).toBeVisible();
  expect(await studio.query("select from image where sha256 = repeat('ab', 32)")).toEqual([]);
  expect(
    await studio.query(
      "select action from audit_event where jsonb_array_length(detail->'pictures') = 2",
    ),
  ).toEqual([{ action: "pictures_erased" }]);
  // The others with that file still have it.
  await page.goto("/library?q=plum");
  await found(page, 2);
  const image = await page.request.get(
    `/api/images/${(await studio.query("select id from image limit 1"))[0]?.["id"]}`,
  );
  expect(image.status()).toBe(200);
});

test("a picture goes into the bin from its viewer, and the next one is there", async ({ page }) => {
  await page.goto("/library?q=kettle");
  await found(page, 6);
  await at(page, 2).focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog");
  await expect(viewer.getByText(/· 2 of 6|2 \/ 6/).first()).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(page.getByText(/\/2 is in the bin\./)).toBeVisible();
  await expect(viewer).toBeVisible();
  await expect(viewer).toHaveAccessibleName(/2 of 5/);
  await page.keyboard.press("Escape");
  await found(page, 5);
  await undo(page).click();
  await expect(page.getByText(/\/2 is back\./)).toBeVisible();
  await found(page, 6);
});

test("a picture goes into the bin from the menu of its cell in the feed, with Undo", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const run = page.getByRole("article").filter({ hasText: "a copper kettle" });
  const cells = run.getByRole("button", { name: /Done|done/ });
  const names = () => run.getByRole("listitem").count();
  await run.scrollIntoViewIfNeeded();
  const before = await names();
  await cells.first().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Put in the bin" }).click();
  await expect(page.getByText(/is in the bin\./)).toBeVisible();
  await expect(run.getByRole("listitem")).toHaveCount(before - 1);
  await expect(cells.first()).toBeFocused();
  await undo(page).click();
  await expect(page.getByText(/is back\./)).toBeVisible();
  await expect(run.getByRole("listitem")).toHaveCount(before);
});

test("a picture of the feed goes into the bin by its key, with Undo", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  const run = page.getByRole("article").filter({ hasText: "a copper kettle" });
  const cells = run.getByRole("button", { name: /Done|done/ });
  await run.scrollIntoViewIfNeeded();
  const before = await run.getByRole("listitem").count();
  await cells.first().focus();
  await page.keyboard.press("Backspace");
  await expect(page.getByText(/is in the bin\./)).toBeVisible();
  await expect(run.getByRole("listitem")).toHaveCount(before - 1);
  await expect(cells.first()).toBeFocused();
  await undo(page).click();
  await expect(page.getByText(/is back\./)).toBeVisible();
  await expect(run.getByRole("listitem")).toHaveCount(before);
});

test("an admin sees what takes the room and what would be freed, and only then frees it", async ({
  page,
  studio,
}) => {
  const [image] = await studio.query(
    "select image_id as id from library_entry where text like 'a glass plum%' limit 1",
  );
  const copy = await page.request.get(`/api/images/${image?.["id"]}?w=640`);
  const sent = await page.request.put(`/api/uploads/${ulid()}`, {
    headers: { origin: studio.url, "content-type": "application/octet-stream" },
    data: await copy.body(),
  });
  expect(sent.status()).toBe(201);
  // Its row is lost: four files are left that nothing speaks of.
  await studio.query("delete from reference_image");

  await page.goto("/library/bin");
  await page.getByRole("link", { name: "Storage" }).click();
  await page.getByRole("button", { name: "Look now" }).click();
  const table = page.getByRole("table", { name: "Room by project and kind" });
  await expect(table.getByRole("row", { name: /^AK Autumn KV/ })).toContainText("MB");
  const cleanUp = page.getByRole("region", { name: "Clean-up" });
  await expect(cleanUp.getByText(/Would free 4 files that nothing speaks of/)).toBeVisible();
  await expect(cleanUp.getByText(/What it keeps/)).toBeVisible();
  await expectNoViolations(page);
  await cleanUp.getByRole("button", { name: "Free it" }).press("Enter");
  await expect(cleanUp.getByText(/Freed 4 files/)).toBeVisible();
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(cleanUp.getByText(/There is nothing to free/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expectNoViolations(page);
});

test.describe("on a phone, in Russian", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test("the bin is there, fits, and asks before it deletes", async ({ page, studio }) => {
    await studio.query(
      "update library_entry set deleted_at = now() - interval '28 days' where text like 'a copper kettle%'",
    );
    await page.context().addCookies([{ name: "maquette.locale", value: "ru", url: studio.url }]);
    const t = wordsOf("ru");
    await page.goto("/library/bin");
    await expect(page.getByRole("heading", { name: t("bin.title") })).toBeVisible();
    await expect(page.getByText("ещё 2 дня").first()).toBeVisible();
    await expectNoViolations(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await page.getByRole("checkbox").first().tap();
    const bar = page.getByRole("region", { name: t("bin.selection") });
    await bar.getByRole("button", { name: t("bin.erase") }).tap();
    const question = page.getByRole("dialog", { name: t("bin.ask.title", { count: 1 }) });
    await expect(question).toBeVisible();
    await expectNoViolations(page);
    await question.getByRole("button", { name: t("bin.ask.cancel") }).tap();
    await expect(question).toBeHidden();
  });
});
