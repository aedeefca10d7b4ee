import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test } from "./fixtures";
import { cells, found, pictures, search } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "selection" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a clay bowl by the sea", at: "2026-08-14T10:00:00Z", count: 12 },
    { prompt: "a wool blanket", at: "2026-07-09T10:00:00Z", count: 300 },
    { prompt: "a straw hat", at: "2026-06-03T10:00:00Z", count: 1_500 },
  ]);
});

const at = (page: Page, number: number, state = "") =>
  pictures(page).getByRole("button", { name: new RegExp(`/${number}${state}$`) });
const bar = (page: Page) => page.getByRole("region", { name: "Selection" });
const selected = (page: Page, count: number) =>
  expect(bar(page).getByRole("status")).toHaveText(`${count} selected`);

test("boxes, ranges, a band and keys select, and Escape lets go", async ({ page }) => {
  await page.goto("/library?q=bowl");
  await found(page, 12);
  await at(page, 2).hover();
  await pictures(page).getByRole("checkbox", { name: /\/2$/ }).check();
  await selected(page, 1);
  await at(page, 5).click({ modifiers: ["Shift"] });
  await selected(page, 4);
  await expect(at(page, 4, ", selected")).toBeVisible();
  // While something is selected a press selects too.
  await at(page, 4, ", selected").click();
  await selected(page, 3);
  await at(page, 12).click({ modifiers: ["Control"] });
  await selected(page, 4);
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();

  await at(page, 1).focus();
  await page.keyboard.press("s");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await selected(page, 3);
  await page.keyboard.press("Control+a");
  await selected(page, 12);
  await page.keyboard.press("Escape");

  const [first, third] = [await at(page, 1).boundingBox(), await at(page, 3).boundingBox()];
  if (!first || !third) throw new Error("no cells");
  // From beside the pictures, over three.
  await page.mouse.move(first.x - 10, first.y + 10);
  await page.mouse.down();
  await page.mouse.move(third.x + 20, third.y + 20, { steps: 5 });
  await page.mouse.up();
  await selected(page, 3);
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("tags go on all results as a second step, are found again, and are taken off", async ({
  page,
}) => {
  await page.goto("/library?q=blanket");
  await found(page, 300);
  await at(page, 1).focus();
  await page.keyboard.press("s");
  await bar(page).getByRole("button", { name: "Select all 300 results" }).click();
  await selected(page, 300);
  await bar(page).getByRole("button", { name: "Tag" }).click();
  const form = page.getByRole("dialog", { name: "Tag" });
  await form.getByRole("textbox", { name: "Tag" }).fill('two "words"');
  await page.keyboard.press("Enter");
  await expect(form.getByText(/one line of at most 40 characters/)).toBeVisible();
  await form.getByRole("textbox", { name: "Tag" }).fill("Autumn set");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Autumn set” is on 300 more pictures.")).toBeVisible();
  await search(page, "tag:autumn");
  await found(page, 300);
  await search(page, "autumn set");
  await found(page, 300);
  const filters = page.getByRole("complementary", { name: "Filters" });
  await expect(filters.getByRole("checkbox", { name: "Autumn set 300" })).toBeVisible();

  await at(page, 1).focus();
  await page.keyboard.press("s");
  await bar(page).getByRole("button", { name: "Tag" }).click();
  await form.getByRole("textbox", { name: "Tag" }).fill("autumn set");
  await form.getByRole("button", { name: "Take off" }).click();
  await expect(page.getByText("“autumn set” taken off 1 picture.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Undone.")).toBeVisible();
});

test("pictures move to another project and come back, and marks go on all at once", async ({
  page,
  studio,
}) => {
  await studio.query(
    `insert into project (id, team_id, name, code)
     select '01J0000000000000000000SH0E', id, 'Shoes', 'SH' from team`,
  );
  await page.goto("/library?q=bowl");
  await found(page, 12);
  await at(page, 1).focus();
  await page.keyboard.press("s");
  await page.keyboard.press("Shift+ArrowRight");
  await bar(page).getByRole("button", { name: "Move" }).click();
  await page.getByRole("dialog", { name: "Move" }).getByRole("button", { name: /Shoes/ }).click();
  await expect(page.getByText("2 pictures moved to Shoes.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  await selected(page, 2);
  await page.keyboard.press("p");
  await expect(page.getByText("2 pictures marked.")).toBeVisible();
  await expect(at(page, 1, ", picked, selected")).toBeVisible();
  await bar(page).getByRole("button", { name: "Rate" }).click();
  await page.getByRole("dialog", { name: "Rate" }).getByRole("button", { name: "5 stars" }).click();
  await expect(at(page, 2, ", picked, 5 stars, selected")).toBeVisible();

  await bar(page).getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("dialog", { name: /Compar/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a key of the bar that is pressed before the bar is there is not lost", async ({ page }) => {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("compareHint")) {
      asked.resolve();
      await released.promise;
    }
    await route.fulfill({ response });
  });
  await page.goto("/library?q=bowl");
  await found(page, 12);
  await at(page, 3).focus();
  await page.keyboard.press("s");
  await page.keyboard.press("b");
  await expect(at(page, 3, ", selected")).toBeVisible();
  await asked.promise;
  await expect(bar(page)).toBeHidden();
  released.resolve();
  const form = page.getByRole("dialog", { name: "Collect" });
  await expect(form.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();

  // What was let go of meanwhile asks for nothing later.
  await at(page, 4).focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  await selected(page, 1);
  await expect(form).toBeHidden();
});

test("a long work is stopped, and says how far it came", async ({ page }) => {
  await page.goto("/library?q=straw");
  await expect(page.getByText("1,500 found")).toBeVisible();
  await at(page, 1).focus();
  await page.keyboard.press("s");
  await bar(page).getByRole("button", { name: "Select all 1,500 results" }).click();
  // The ids are read, and then nobody answers.
  await page.route("**/api/library/ids*", async (route) => {
    await page.getByRole("button", { name: "Stop" }).click();
    await route.abort();
  });
  await page.keyboard.press("x");
  await expect(page.getByText(/Stopped after 0 of 1,500\./)).toBeVisible();
  await search(page, "straw mark:rejected");
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();
  await expect(cells(page)).toHaveCount(0);
});
