import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { asReviewer, expect, type TestStudio, test } from "./fixtures";
import { found, pictures, search } from "./library-page";
import { fillLibrary } from "./library-pictures";
import { wordsOf } from "./words";

test.use({ history: "collections" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a clay bowl by the sea", at: "2026-08-14T10:00:00Z", count: 6, ratio: "4:5" },
    { prompt: "a wool blanket", at: "2026-07-09T10:00:00Z", count: 300 },
  ]);
});

test.afterEach(async ({ studio }) => {
  await studio.query("delete from collection");
  await studio.query("delete from saved_search");
});

const selection = (page: Page) => page.getByRole("region", { name: "Selection" });
const inLibrary = (page: Page, number: number) =>
  pictures(page).getByRole("button", { name: new RegExp(`/${number}(, selected)?$`) });
const order = (page: Page) => page.getByRole("list", { name: "Pictures in their order" });
/** The tile of the picture of that number, wherever it stands. */
const tile = (page: Page, number: number) =>
  order(page).getByRole("button", { name: new RegExp(`^a .*/${number}(, cover)?$`) });

/** Numbers of the pictures as they stand. */
const expectOrder = (page: Page, numbers: number[]) =>
  expect
    .poll(async () => {
      const labels = await order(page)
        .getByRole("listitem")
        .evaluateAll((items) =>
          items
            .map((item) => ({ box: item.getBoundingClientRect(), item }))
            .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
            .map(({ item }) => item.querySelector("[data-picture]")?.getAttribute("aria-label")),
        );
      return labels.map((label) => Number(/\/(\d+)(, cover)?$/.exec(label ?? "")?.[1]));
    })
    .toEqual(numbers);

/** The same, as the database has it. */
const expectKept = (studio: TestStudio, numbers: number[]) =>
  expect
    .poll(async () => {
      const rows = await studio.query(
        `select v.number from collection_image c join image i on i.id = c.image_id
         join variant v on v.id = i.variant_id where c.taken_at is null order by c.place`,
      );
      return rows.map(({ number }) => number);
    })
    .toEqual(numbers);

/** All six bowls, from the bar of what is selected. */
async function collectBowls(page: Page, name: string) {
  await page.goto("/library?q=bowl");
  await found(page, 6);
  await inLibrary(page, 1).focus();
  await page.keyboard.press("s");
  await selection(page).getByRole("button", { name: "Select all 6 results" }).click();
  await selection(page).getByRole("button", { name: "Collect" }).click();
  const form = page.getByRole("dialog", { name: "Collect" });
  await form.getByRole("textbox", { name: "Find one, or name a new one" }).fill(name);
  await form.getByRole("button", { name: `New collection “${name}”` }).click();
  await expect(page.getByText(`6 pictures added to “${name}”.`)).toBeVisible();
}

async function openShelf(page: Page) {
  await page.goto("/library");
  await page.getByRole("link", { name: "Collections" }).click();
  await expect(page.getByRole("heading", { name: /^Collections/ })).toBeVisible();
}

async function openCollection(page: Page, name: string) {
  await openShelf(page);
  await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("heading", { name: new RegExp(`^${name}`) })).toBeVisible();
}

test("a collection is made from what is selected, found on the shelf, and takes each picture once", async ({
  page,
}) => {
  await collectBowls(page, "Hero shots");
  await inLibrary(page, 2).click();
  // The letter opens the same.
  await page.keyboard.press("b");
  const form = page.getByRole("dialog", { name: "Collect" });
  const field = form.getByRole("textbox", { name: "Find one, or name a new one" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("");
  await field.fill("nothing");
  await expect(form.getByText("No collection is called that yet.")).toBeVisible();
  await field.fill("hero");
  await form.getByRole("button", { name: "Hero shots 6" }).click();
  await expect(page.getByText("All were in “Hero shots” already.")).toBeVisible();
  await openCollection(page, "Hero shots");
  await expect(page.getByRole("heading", { name: "Hero shots 6 pictures" })).toBeVisible();
  await expectOrder(page, [1, 2, 3, 4, 5, 6]);
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Show in the library" }).click();
  await found(page, 6);
});

test("adding is taken back, and a name that is none is refused where it was typed", async ({
  page,
  studio,
}) => {
  await page.goto("/library?q=bowl");
  await found(page, 6);
  await inLibrary(page, 1).focus();
  await page.keyboard.press("s");
  await expect(selection(page)).toBeVisible();
  await page.keyboard.press("b");
  const form = page.getByRole("dialog", { name: "Collect" });
  const field = form.getByRole("textbox", { name: "Find one, or name a new one" });
  await field.fill('the "best"');
  await page.keyboard.press("Enter");
  await expect(form.getByText(/A name is one line of at most 60 characters/)).toBeVisible();
  await expect(field).toHaveValue('the "best"');
  await field.fill("Best");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 picture added to “Best”.")).toBeVisible();
  await expectKept(studio, [1]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  await expectKept(studio, []);
});

test("all results come in at once, and only what is seen of them is drawn", async ({ page }) => {
  await page.goto("/library?q=blanket");
  await found(page, 300);
  await inLibrary(page, 1).focus();
  await page.keyboard.press("s");
  await selection(page).getByRole("button", { name: "Select all 300 results" }).click();
  await page.keyboard.press("b");
  await page.keyboard.type("Blankets");
  await page.keyboard.press("Enter");
  await expect(page.getByText("300 pictures added to “Blankets”.")).toBeVisible();
  await openCollection(page, "Blankets");
  await expect(page.getByRole("heading", { name: "Blankets 300 pictures" })).toBeVisible();
  await tile(page, 1).focus();
  // The end of what has been read, and once more has come the end of all.
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(tile(page, 300)).toBeFocused({ timeout: 500 });
  }).toPass();
  await expect(tile(page, 300)).toBeInViewport();
  expect(await order(page).getByRole("listitem").count()).toBeLessThan(150);
});

test("pictures are put in order by dragging and by keys, and the order is kept", async ({
  page,
  studio,
}) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  const [from, to] = [await tile(page, 4).boundingBox(), await tile(page, 1).boundingBox()];
  if (!from || !to) throw new Error("no tiles");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width, to.y + to.height / 2, { steps: 8 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  await page.mouse.up();
  await expectOrder(page, [4, 1, 2, 3, 5, 6]);
  await expectKept(studio, [4, 1, 2, 3, 5, 6]);
  // Letting go opens nothing.
  await expect(page.getByRole("dialog")).toBeHidden();

  await tile(page, 4).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expectOrder(page, [1, 4, 2, 3, 5, 6]);
  await expect(tile(page, 4)).toBeFocused();
  await page.keyboard.press("Alt+ArrowRight");
  await expectOrder(page, [1, 2, 4, 3, 5, 6]);
  await expect(page.getByText(/\/4 is number 3 of 6 now\./)).toBeAttached();
  await page.keyboard.press("Alt+End");
  await expectOrder(page, [1, 2, 3, 5, 6, 4]);
  await expect(tile(page, 4)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tile(page, 6)).toBeFocused();

  await tile(page, 6).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Make first" }).click();
  await expectOrder(page, [6, 1, 2, 3, 5, 4]);
  await expect(tile(page, 6)).toBeFocused();
  await expectKept(studio, [6, 1, 2, 3, 5, 4]);
  await page.reload();
  await expectOrder(page, [6, 1, 2, 3, 5, 4]);
});

test("an order of before is not shown while a change is on its way", async ({ page, studio }) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  await expectOrder(page, [1, 2, 3, 4, 5, 6]);
  const { pathname } = new URL(page.url());
  const news = Promise.withResolvers<void>();
  await page.route(`${studio.url}/api${pathname}`, async (route) => {
    await news.promise;
    await route.continue();
  });
  await tile(page, 2).focus();
  await page.keyboard.press("Alt+Home");
  await expectKept(studio, [2, 1, 3, 4, 5, 6]);

  const change = { asked: Promise.withResolvers<void>(), release: Promise.withResolvers<void>() };
  await page.route(`${studio.url}${pathname}`, async (route) => {
    change.asked.resolve();
    await change.release.promise;
    await route.continue();
  });
  await tile(page, 6).focus();
  await page.keyboard.press("Alt+Home");
  await expectOrder(page, [6, 2, 1, 3, 4, 5]);
  await studio.query("update collection set name = 'Bowls'");
  news.resolve();
  await expect(page.getByRole("heading", { name: /^Bowls/ })).toBeVisible();
  await change.asked.promise;
  // What the page reads because of the news has come by now.
  await page.evaluate(async (address) => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await drawn();
    await fetch(address);
    await drawn();
  }, `/api${pathname}/pictures`);
  await expectOrder(page, [6, 2, 1, 3, 4, 5]);
  change.release.resolve();
  await expectKept(studio, [6, 2, 1, 3, 4, 5]);
});

test("what somebody else changes is seen, and both changes count", async ({
  page,
  context,
  studio,
}) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  await expectOrder(page, [1, 2, 3, 4, 5, 6]);
  const other = await context.newPage();
  await other.goto(page.url());
  await tile(other, 6).focus();
  await other.keyboard.press("Alt+Home");
  await expectKept(studio, [6, 1, 2, 3, 4, 5]);
  await tile(page, 2).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expectKept(studio, [6, 1, 3, 2, 4, 5]);
  await expectOrder(page, [6, 1, 3, 2, 4, 5]);
  await other.close();
});

test("a picture is taken out and comes back to its place, and is opened and left", async ({
  page,
  studio,
}) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  await tile(page, 3).focus();
  await page.keyboard.press("Delete");
  await expectOrder(page, [1, 2, 4, 5, 6]);
  await expect(tile(page, 4)).toBeFocused();
  await expect(page.getByText(/\/3 is taken out\. It stays in the library\./)).toBeVisible();
  await expectKept(studio, [1, 2, 4, 5, 6]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectOrder(page, [1, 2, 3, 4, 5, 6]);
  await expectKept(studio, [1, 2, 3, 4, 5, 6]);

  await tile(page, 5).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /, 5 of 6$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(tile(page, 5)).toBeFocused();
});

test("from the picture that is open it goes into another collection, and out again", async ({
  page,
  studio,
}) => {
  await collectBowls(page, "Hero shots");
  await page.keyboard.press("Escape");
  await inLibrary(page, 2).click();
  const viewer = page.getByRole("dialog", { name: /, 2 of 6$/ });
  await expect(viewer.getByRole("button", { name: "Collect" })).toBeVisible();
  await page.keyboard.press("b");
  const form = page.getByRole("dialog", { name: "Add to a collection" });
  await form.getByRole("textbox", { name: "Find one, or name a new one" }).fill("Second");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Added to “Second”.")).toBeVisible();
  const second = () =>
    studio.query(
      `select 1 from collection_image i join collection c on c.id = i.collection_id
       where c.name = 'Second' and i.taken_at is null`,
    );
  await expect.poll(second).toHaveLength(1);
  await page
    .getByRole("listitem")
    .filter({ hasText: "Added to “Second”." })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect.poll(second).toHaveLength(0);
  await viewer.getByRole("button", { name: "Collect" }).click();
  await form.getByRole("button", { name: "Hero shots 6" }).click();
  await expect(page.getByText("It was in “Hero shots” already.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a picture in the bin is not among them, and is at its place again afterwards", async ({
  page,
  studio,
}) => {
  await collectBowls(page, "Hero shots");
  await studio.query(
    `update library_entry set deleted_at = now() where image_id in (
       select i.id from image i join variant v on v.id = i.variant_id
       join generation g on g.id = v.generation_id
       where v.number = 2 and g.prompt_as_typed like '%bowl%')`,
  );
  await openCollection(page, "Hero shots");
  await expectOrder(page, [1, 3, 4, 5, 6]);
  await studio.query("update library_entry set deleted_at = null");
  await page.reload();
  await expectOrder(page, [1, 2, 3, 4, 5, 6]);
});

test("the first picture stands for it until another is chosen", async ({ page }) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  await expect(tile(page, 1)).toHaveAccessibleName(/, cover$/);
  await tile(page, 5).hover();
  await order(page)
    .getByRole("button", { name: /^More for .*\/5$/ })
    .click();
  await page.getByRole("menuitem", { name: "Make it the cover" }).click();
  await expect(page.getByText("It is the cover now.")).toBeVisible();
  await expect(tile(page, 5)).toHaveAccessibleName(/, cover$/);
  await expect(tile(page, 1)).not.toHaveAccessibleName(/, cover$/);
  await tile(page, 5).click({ button: "right" });
  await expectNoViolations(page);
  await page.getByRole("menuitem", { name: "Let the first be the cover" }).click();
  await expect(tile(page, 1)).toHaveAccessibleName(/, cover$/);
});

test("a collection is renamed and described, and two do not have one name", async ({ page }) => {
  await collectBowls(page, "Hero shots");
  await collectBowls(page, "Bowls");
  await openCollection(page, "Bowls");
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Name and description" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("HERO shots");
  await dialog.getByRole("textbox", { name: "Description" }).fill("For the spring site.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Another collection has that name.")).toBeVisible();
  await expectNoViolations(page);
  await expect(dialog.getByRole("textbox", { name: "Description" })).toHaveValue(
    "For the spring site.",
  );
  await dialog.getByRole("textbox", { name: "Name" }).fill("Clay");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "Clay 6 pictures" })).toBeVisible();
  await expect(page.getByText("For the spring site.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit" })).toBeFocused();
});

test("a collection that is deleted comes back, and its pictures never left the library", async ({
  page,
}) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  await page.getByRole("button", { name: "Delete the collection" }).click();
  await expect(page.getByText("“Hero shots” is deleted.")).toBeVisible();
  await expect(page.getByText(/Nothing is put together yet/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "Hero shots, 6 pictures" }).click();
  await expectOrder(page, [1, 2, 3, 4, 5, 6]);
  await page.goto("/library?q=bowl");
  await found(page, 6);
});

test("a live collection is made from a saved search, and has what that finds", async ({ page }) => {
  await page.goto("/library?q=bowl");
  await found(page, 6);
  await page.getByRole("button", { name: "Save search" }).click();
  const saving = page.getByRole("dialog", { name: "Save search" });
  await saving.getByRole("textbox", { name: "Name" }).fill("All bowls");
  await saving.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved as “All bowls”.")).toBeVisible();

  await openShelf(page);
  await page.getByRole("button", { name: "New collection" }).click();
  const dialog = page.getByRole("dialog", { name: "New collection" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Living bowls");
  await dialog.getByRole("combobox", { name: "Pictures" }).click();
  await page.getByRole("option", { name: "Live: All bowls" }).click();
  await expect(dialog.getByText(/It always has what this search finds/)).toBeVisible();
  await expectNoViolations(page);
  await dialog.getByRole("button", { name: "Make the collection" }).click();
  await expect(page.getByRole("heading", { name: "Living bowls 6 pictures" })).toBeVisible();
  await expect(page.getByText("It has what this search finds:")).toBeVisible();
  await expect(pictures(page).getByRole("button")).toHaveCount(6);
  await expectNoViolations(page);

  await pictures(page).getByRole("button", { name: /\/4$/ }).focus();
  await page.keyboard.press("s");
  await selection(page).getByRole("button", { name: "Make it the cover" }).click();
  await expect(page.getByText("It is the cover now.")).toBeVisible();
  await selection(page).getByRole("button", { name: "Let the first be the cover" }).click();
  await expect(page.getByText("The first picture is the cover again.")).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  const editing = page.getByRole("dialog", { name: "Name, search and description" });
  const finds = editing.getByRole("textbox", { name: "What it finds" });
  await expect(finds).toHaveValue("bowl");
  await finds.fill(" ");
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing.getByText(/A live collection needs a search/)).toBeVisible();
  await finds.fill("blanket");
  await expectNoViolations(page);
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing).toBeHidden();
  await expect(
    pictures(page)
      .getByRole("button", { name: /^a wool blanket/ })
      .first(),
  ).toBeVisible();
  await page.getByRole("link", { name: "Show in the library" }).click();
  const filters = page.getByRole("complementary", { name: "Filters" });
  await expect(filters.getByRole("checkbox", { name: /^Living bowls [1-9]/ })).toBeChecked();
  await page.goBack();
  await page.getByRole("button", { name: "Edit" }).click();
  await finds.fill("bowl");
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Living bowls 6 pictures" })).toBeVisible();

  await openShelf(page);
  const card = page.getByRole("link", { name: "Living bowls, 6 pictures, Live" });
  await expect(card).toBeVisible();
  await expect(card.locator("img")).toBeVisible();
  // Nothing can be put into it.
  await page.goto("/library?q=bowl");
  await inLibrary(page, 1).focus();
  await page.keyboard.press("s");
  await expect(selection(page)).toBeVisible();
  await page.keyboard.press("b");
  const form = page.getByRole("dialog", { name: "Collect" });
  await expect(form.getByRole("list", { name: "Collections of the team" })).toBeAttached();
  await expect(form.getByRole("button", { name: /Living bowls/ })).toBeHidden();
});

test("the search box knows collections by name", async ({ page }) => {
  await collectBowls(page, "Hero shots");
  await page.keyboard.press("Escape");
  await search(page, 'collection:"Hero shots"');
  await found(page, 6);
  const filters = page.getByRole("complementary", { name: "Filters" });
  await expect(filters.getByRole("checkbox", { name: "Hero shots 6" })).toBeChecked();
  await search(page, 'blanket collection:"Hero shots"');
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();
});

test("a collection is downloaded in its order", async ({ page }) => {
  await collectBowls(page, "Hero shots");
  await openCollection(page, "Hero shots");
  await tile(page, 6).focus();
  await page.keyboard.press("Alt+Home");
  await expectOrder(page, [6, 1, 2, 3, 4, 5]);
  const shown = await order(page).evaluate((list) =>
    [...list.querySelectorAll("[data-picture]")].map((tile) => tile.getAttribute("data-picture")),
  );
  const asked = page.waitForRequest(
    (request) => request.method() === "POST" && (request.postData() ?? "").includes('"by":"ids"'),
  );
  await page.getByRole("button", { name: "Download" }).click();
  const dialog = page.getByRole("dialog", { name: "Download 6 pictures" });
  await expect(dialog).toBeVisible();
  const ids = JSON.stringify((await asked).postDataJSON()).match(/01[0-9A-Z]{24}/g);
  expect(ids).toEqual(shown);
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Download" })).toBeFocused();
});

test("a reviewer sees the order and has nothing to change it with", async ({ page, studio }) => {
  await collectBowls(page, "Hero shots");
  await asReviewer({ page, studio }, async () => {
    await openCollection(page, "Hero shots");
    await expectOrder(page, [1, 2, 3, 4, 5, 6]);
    await expect(page.getByRole("button", { name: "Edit" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Delete the collection" })).toBeHidden();
    await tile(page, 1).focus();
    await page.keyboard.press("Alt+ArrowRight");
    await page.keyboard.press("Delete");
    await expectOrder(page, [1, 2, 3, 4, 5, 6]);
    await expect(order(page).getByRole("button", { name: /^More for/ })).toHaveCount(0);
    await openShelf(page);
    await expect(page.getByRole("button", { name: "New collection" })).toBeHidden();
  });
});

test("what is not there is said to be not there", async ({ page }) => {
  const answer = await page.goto("/collections/01J0000000000000000000SH0E");
  expect(answer?.status()).toBe(404);
  await page.goto("/collections");
  await expect(page.getByText(/Nothing is put together yet/)).toBeVisible();
  await expectNoViolations(page);
});

test.describe("in Russian, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: "ru-RU" });

  test("pictures are collected and put in order", async ({ page, context, studio }) => {
    await context.addCookies([{ name: "maquette.locale", value: "ru", url: studio.url }]);
    const t = wordsOf("ru");
    await page.goto("/library?q=bowl");
    await expect(page.getByText("найдено 6")).toBeVisible();
    const grid = page.getByRole("region", { name: t("library.grid"), exact: true });
    await grid.getByRole("button").first().focus();
    await page.keyboard.press("s");
    const bar = page.getByRole("region", { name: t("library.selection.label") });
    await bar.getByRole("button", { name: t("library.selection.all", { count: 6 }) }).click();
    await bar.getByRole("button", { name: t("library.selection.collect") }).click();
    await page.getByRole("textbox", { name: t("collection.collect.field") }).fill("Глина");
    await page
      .getByRole("button", { name: t("collection.collect.make", { name: "Глина" }) })
      .click();
    await expect(page.getByText("В подборку «Глина» добавлено 6 картинок.")).toBeVisible();
    await expectNoViolations(page);
    await page.goto("/library");
    await page.getByRole("button", { name: t("library.facet.label") }).click();
    await page.getByRole("link", { name: t("collection.title") }).click();
    await page.getByRole("link", { name: "Глина, 6 картинок" }).click();
    const list = page.getByRole("list", { name: t("collection.grid.label") });
    await list.getByRole("button", { name: /^Ещё для .*\/6$/ }).click();
    await page.getByRole("menuitem", { name: t("collection.grid.makeFirst") }).click();
    await expectKept(studio, [6, 1, 2, 3, 4, 5]);
    await expectNoViolations(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
