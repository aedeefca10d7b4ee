import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";
import { box, cells, found, months, pictures, search } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "library" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "синий флакон на мокром камне", at: "2026-08-14T10:00:00Z", count: 3 },
    { prompt: "a red kettle by the window", at: "2025-05-09T10:00:00Z", count: 120, ratio: "4:5" },
    {
      prompt: "paper lantern\n// for the spring set",
      at: "2024-03-03T10:00:00Z",
      count: 80,
      author: "Lin Yao",
    },
  ]);
});

test("a picture is found by words, word forms and tokens, and the address keeps the search", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("link", { name: "Library" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Library 204" })).toBeVisible();

  await search(page, "kettles windows");
  await found(page, 120);
  await search(page, "камни флаконы");
  await found(page, 3);
  await expect(cells(page).first()).toHaveAccessibleName(
    /^синий флакон на мокром камне, AK-2608-90/,
  );
  await search(page, "spring");
  await found(page, 80);
  await search(page, "-kettle -lantern");
  await found(page, 4);

  await box(page).fill("by:li");
  await expect(page.getByRole("option", { name: "Lin Yao" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove: by Lin Yao" })).toBeVisible();
  await found(page, 80);
  await page.keyboard.type("until:2023 ");
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();

  await page.goto("/library?q=by:lin+since:2024+lantern");
  await found(page, 80);
  await expect(page.getByRole("button", { name: "Remove: since 2024" })).toBeVisible();
  await box(page).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(box(page)).toHaveValue("since:2024 lantern");
});

test("a name that nobody has is told, and the rest counts", async ({ page }) => {
  await page.goto("/library?q=lantern+by:nobody");
  await found(page, 80);
  await expect(page.getByText("Nothing is called by:nobody. It was left out.")).toBeVisible();
});

test("a facet says what it would leave, and leaves that", async ({ page }) => {
  await page.goto("/library");
  const filters = page.getByRole("complementary", { name: "Filters" });
  const lin = filters.getByRole("checkbox", { name: "Lin Yao 80" });
  await lin.check();
  await found(page, 80);
  await expect(page).toHaveURL(/by%3A%22Lin\+Yao%22/);
  // Of its own group the others can still be chosen; those of other groups say what is left.
  await expect(filters.getByRole("checkbox", { name: "Designer 124" })).toBeVisible();
  await expect(filters.getByRole("button", { name: "4:5, 120" })).toBeHidden();
  await filters.getByRole("checkbox", { name: "Designer 124" }).check();
  await found(page, 204);
  await filters.getByRole("button", { name: "4:5, 120" }).click();
  await found(page, 120);
  await filters.getByRole("button", { name: "4:5, 120" }).click();
  await lin.uncheck();
  await found(page, 124);
});

test("any month is one press away", async ({ page }) => {
  await page.goto("/library");
  await months(page).focus();
  await page.keyboard.press("End");
  await expect(months(page)).toHaveAttribute("aria-valuetext", "March 2024, 80");
  await expect(page.getByRole("heading", { name: "March 2024" })).toBeInViewport();
  await expect(cells(page).filter({ visible: true }).first()).toHaveAccessibleName(
    /lantern|kettle/,
  );
  await page.keyboard.press("ArrowUp");
  await expect(months(page)).toHaveAttribute("aria-valuetext", "May 2025, 120");
  await page.keyboard.press("Home");
  await expect(months(page)).not.toHaveAttribute("aria-valuetext", "May 2025, 120");

  const track = await months(page).boundingBox();
  if (!track) throw new Error("no scrubber");
  await page.mouse.click(track.x + track.width - 10, track.y + track.height - 4);
  await expect(months(page)).toHaveAttribute("aria-valuetext", "March 2024, 80");
});

test("from a picture one comes back to its cell, and from the studio to the search and the place", async ({
  page,
}) => {
  await page.goto("/library?q=kettle&size=large");
  await found(page, 120);
  await cells(page).first().focus();
  await page.keyboard.press("End");
  const last = cells(page).filter({ visible: true }).last();
  await expect(last).toBeFocused();
  await expect(last).toHaveAccessibleName(/\/120$/);

  await last.click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.getByText("a red kettle by the window").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();

  await page.keyboard.press("Enter");
  await viewer.getByRole("button", { name: "Use recipe" }).click();
  await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveText(
    "a red kettle by the window",
  );
  await page.goBack();
  await expect(box(page)).toHaveValue("kettle");
  await found(page, 120);
  await expect(cells(page).filter({ visible: true }).last()).toHaveAccessibleName(/\/120$/);
  await expect(cells(page).filter({ visible: true }).last()).toBeInViewport();
});

test("the keyboard alone leads there, through the pictures and back", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await page.locator("body").press("g");
  await page.keyboard.press("l");
  await expect(pictures(page)).toBeVisible();
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("lantern");
  await found(page, 80);
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (
      await pictures(page)
        .getByRole("button")
        .first()
        .evaluate((it) => it === document.activeElement)
    )
      break;
  }
  const at = (number: number) =>
    pictures(page).getByRole("button", { name: new RegExp(`/${number}$`) });
  await expect(at(1)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(at(2)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(at(11)).toBeFocused();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("End");
  await expect(at(80)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(at(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "1 of 80" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog", { name: "2 of 80" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(at(2)).toBeFocused();
});

test("a window that changes its size keeps the cell that has the focus", async ({ page }) => {
  await page.goto("/library?q=kettle");
  await found(page, 120);
  await cells(page).first().focus();
  await page.keyboard.press("PageDown");
  const name = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const cell = pictures(page).getByRole("button", { name: name ?? "", exact: true });
  await page.setViewportSize({ width: 900, height: 700 });
  await expect(cell).toBeFocused();
  await expect(cell).toBeInViewport();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(cell).toBeFocused();
});

test("of a search that finds nothing the part to blame is named, and a fault can be tried again", async ({
  page,
}) => {
  await page.goto("/library?q=kettle+by:lin");
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();
  const filters = page.getByRole("complementary", { name: "Filters" });
  await expect(filters.getByRole("checkbox", { name: "Lin Yao 0" })).toBeChecked();
  await page.getByRole("button", { name: "Clear by:lin to see 120" }).click();
  await found(page, 120);

  await page.goto("/library?q=kettle+by:lin+ratio:1:1");
  await filters.getByRole("button", { name: "Clear 2 filters" }).click();
  await found(page, 120);
  await expect(box(page)).toHaveValue("kettle");
  await page.goto("/library?q=kettle+by:lin");
  await filters.getByRole("checkbox", { name: "Lin Yao 0" }).uncheck();
  await found(page, 120);

  await page.route("**/api/library/days*", (route) => route.fulfill({ status: 500, body: "{}" }));
  await page.goto("/library?q=lantern");
  await expect(page.getByText("The library did not answer.")).toBeVisible({ timeout: 30_000 });
  await page.unroute("**/api/library/days*");
  await page.getByRole("button", { name: "Try again" }).click();
  await found(page, 80);
});

test("a search is kept under a name, made again by it, and forgotten with a way back", async ({
  page,
}) => {
  await page.goto("/library?q=kettle");
  await found(page, 120);
  await page.getByRole("button", { name: "Save search" }).click();
  const form = page.getByRole("dialog", { name: "Save search" });
  await form.getByRole("textbox", { name: "Name" }).fill("All kettles");
  await page.keyboard.press("Enter");
  const kept = page.getByRole("list", { name: "Saved searches" });
  await expect(kept.getByRole("button", { name: "All kettles", exact: true })).toBeVisible();

  await search(page, "lantern");
  await found(page, 80);
  await kept.getByRole("button", { name: "All kettles", exact: true }).click();
  await found(page, 120);
  await expect(box(page)).toHaveValue("kettle");
  await page.getByRole("button", { name: "Saved", exact: true }).click();
  await expect(kept).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(kept.getByRole("button", { name: "All kettles", exact: true })).toBeVisible();
  await page.reload();
  await kept.getByRole("button", { name: "Forget All kettles" }).click();
  await expect(kept).toBeHidden();
});

test("a colour finds what has it, and a picture finds what looks like it", async ({
  page,
  studio,
}) => {
  // Three that look like the one that was painted, and many that could not be further from it.
  const addLooks = (word: string, colour: string, signature: string) =>
    studio.query(
      `insert into image_look (image_id, team_id, colours, signature)
       select e.image_id, e.team_id, array[$2], ${signature} from library_entry e,
         (select signature from image_look order by image_id limit 1) as l
       where e.text like $1 on conflict do nothing`,
      [`%${word}%`, colour],
    );
  await addLooks("флакон", "pink", "l.signature");
  await addLooks("kettle", "purple", "~l.signature");

  await page.goto("/library");
  const filters = page.getByRole("complementary", { name: "Filters" });
  await filters.getByRole("button", { name: "purple" }).click();
  await found(page, 120);
  await filters.getByRole("button", { name: "purple" }).click();
  await filters.getByRole("button", { name: "pink" }).click();
  await found(page, 3);
  await cells(page).first().click();
  await page.getByRole("dialog").getByRole("link", { name: "More that look like this" }).click();
  await found(page, 4);
});

for (const theme of ["dark", "light"] as const) {
  for (const locale of ["en", "ru"] as const) {
    test(`nothing is amiss in the ${theme} library in ${locale}`, async ({
      page,
      context,
      baseURL,
    }) => {
      const url = baseURL ?? "";
      await context.addCookies([
        { name: "maquette.locale", value: locale, url },
        { name: "maquette.theme", value: theme, url },
      ]);
      await page.goto("/library?q=rating:%3E%3D0+kettle");
      await expect(
        page
          .getByRole("region", { name: /Pictures|Картинки/ })
          .getByRole("button")
          .first(),
      ).toBeVisible();
      await expectNoViolations(page);
    });
  }
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("three pictures share a row, the filters are a sheet, and the month is dragged", async ({
    page,
  }) => {
    await page.goto("/library");
    await expect(cells(page).first()).toBeVisible();
    await expectNoViolations(page);
    await page.getByRole("button", { name: "Filters" }).click();
    const sheet = page.getByRole("dialog", { name: "Filters" });
    await sheet.getByText("Lin Yao").click();
    await sheet.getByRole("button", { name: "Show 80 pictures" }).click();
    await expect(sheet).toBeHidden();
    await found(page, 80);
    const [first, fourth] = [
      await cells(page).nth(0).boundingBox(),
      await cells(page).nth(3).boundingBox(),
    ];
    expect(fourth?.x).toBe(first?.x);
    await page.getByRole("button", { name: "Remove: by Lin Yao" }).click();
    await expect(box(page)).toBeFocused();
    // What could be searched for next would lie over the pictures.
    await expect(page.getByRole("listbox")).toBeHidden();
    await box(page).tap();
    await expect(page.getByRole("listbox", { name: "Suggestions" })).toBeVisible();
    await page.keyboard.press("Escape");
    const flag = months(page).locator("span").last();
    const from = await flag.boundingBox();
    if (!from) throw new Error("no flag");
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2, 760, { steps: 8 });
    await page.mouse.up();
    await expect(months(page)).toHaveAttribute("aria-valuetext", "March 2024, 80");
  });
});
