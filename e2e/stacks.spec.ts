import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { finger } from "./finger";
import { asReviewer, expect, type TestStudio, test, untilAlive } from "./fixtures";
import { cells, found, pictures } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "stacks" });

const PROMPTS = {
  keys: "a green teapot on linen",
  mouse: "a brass lamp at night",
  touch: "a straw hat in the sun",
  team: "a wool blanket",
  looked: "a clay bowl by the sea",
  feed: "a paper lantern",
};

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  const series = Object.values(PROMPTS).map((prompt, month) => ({
    ...{ prompt, at: `2026-0${8 - month}-14T10:00:00Z`, count: 6 },
  }));
  await fillLibrary(studio, browser, series);
  // Of each run the first four are alike, and the others are like nothing.
  for (const prompt of series.map((each) => each.prompt)) {
    await addLooks(studio, { prompt, numbers: [1, 2, 3, 4], bits: "00" });
    await addLooks(studio, { prompt, numbers: [5], bits: "01" });
    await addLooks(studio, { prompt, numbers: [6], bits: "11" });
  }
});

type Looks = { prompt: string; numbers: number[]; bits: string };

const addLooks = (studio: TestStudio, { prompt, numbers, bits }: Looks) =>
  studio.query(
    `insert into image_look (image_id, team_id, colours, signature)
     select i.id, i.team_id, '{}', repeat($3, 72)::bit(144)
     from image i join variant v on v.id = i.variant_id join generation g on g.id = v.generation_id
     where g.prompt_as_typed = $1 and v.number = any ($2) order by i.id`,
    [prompt, numbers, bits],
  );

/** Somebody else of the team does. */
const pickAsColleague = (studio: TestStudio, prompt: string, number: number) =>
  studio.query(
    `with colleague as (
       insert into "user" (id, email, name, password_hash)
       values ('01J00000000000000000000Y40', 'lin@example.invalid', 'Lin Yao', '!')
       on conflict (id) do update set name = excluded.name returning id
     ), marked as (
       insert into image_mark (image_id, person_id, team_id, verdict, at)
       select e.image_id, c.id, e.team_id, 'pick', now() from colleague c, library_entry e
       join image i on i.id = e.image_id join variant v on v.id = i.variant_id
       where e.text like $1 and v.number = $2 returning image_id
     )
     update library_entry e set pick_count = 1 from marked where e.image_id = marked.image_id`,
    [`${prompt}%`, number],
  );

const at = (page: Page, number: number, state = "") =>
  pictures(page).getByRole("button", { name: new RegExp(`/${number}${state}$`) });
const stack = (page: Page, position: number, count: number) =>
  page.getByRole("dialog", { name: `Stack, ${position} of ${count}` });
const stackSwitch = (page: Page) => page.getByRole("button", { name: "Stack look-alikes" });

async function openStacked(page: Page, word: string) {
  await page.goto(`/library?q=${word}&stacks=1`);
  await expect(page.getByRole("status").filter({ hasText: "6 found in 3 tiles" })).toBeVisible();
  await expect(cells(page)).toHaveCount(3);
}

test("by key alone: what looks alike is one tile, of which one is kept and shown", async ({
  page,
}) => {
  await page.goto("/library?q=teapot");
  await found(page, 6);
  await expect(cells(page)).toHaveCount(6);
  await at(page, 1).focus();
  await page.keyboard.press("l");
  await expect(cells(page)).toHaveCount(3);
  await expect(page).toHaveURL(/stacks=1/);
  await page.reload();
  await expect(stackSwitch(page)).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("status").filter({ hasText: "6 found in 3 tiles" })).toBeVisible();

  await at(page, 1, ", stack of 4").focus();
  await page.keyboard.press("Enter");
  await expect(stack(page, 1, 4)).toBeVisible();
  await expect(page).toHaveURL(/stack=/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(stack(page, 3, 4)).toBeVisible();
  await page.keyboard.press("Shift+x");
  await expect(page.getByText("Picked, and 3 others rejected.")).toBeVisible();
  await page.keyboard.press("Control+z");
  const strip = page.getByRole("navigation", { name: "In this stack" });
  await expect(strip.getByRole("button", { name: /\/3$/ })).toBeVisible();
  await expect(strip.getByRole("button", { name: /\/1$/ })).toBeVisible();
  await expect(stack(page, 3, 4)).toBeVisible();
  await page.keyboard.press("Shift+x");
  await expect(strip.getByRole("button", { name: /\/3, picked$/ })).toBeVisible();
  await expect(strip.getByRole("button", { name: /\/1, rejected$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(at(page, 3, ", stack of 4, picked")).toBeFocused();
  await page.reload();
  await expect(at(page, 3, ", stack of 4, picked")).toBeVisible();
  await expect(cells(page)).toHaveCount(3);

  // The search is of pictures, whatever lies on top.
  await page.goto("/library?q=teapot+mark:rejected&stacks=1");
  await expect(page.getByRole("status").filter({ hasText: "3 found in 1 tile" })).toBeVisible();
  await at(page, 1, ", stack of 3, rejected").focus();
  await page.keyboard.press("l");
  await expect(cells(page)).toHaveCount(3);
});

test("what is not alike is taken out for good, and put back while one has only just done so", async ({
  page,
}) => {
  await page.goto("/library?q=lamp");
  await found(page, 6);
  await stackSwitch(page).click();
  await expect(cells(page)).toHaveCount(3);
  await at(page, 1, ", stack of 4").click();
  await expect(stack(page, 1, 4)).toBeVisible();
  const strip = page.getByRole("navigation", { name: "In this stack" });
  await strip.getByRole("button", { name: /\/3$/ }).click();
  await expect(stack(page, 3, 4)).toBeVisible();
  await stack(page, 3, 4).getByRole("button", { name: "Not alike" }).click();
  await expect(page.getByText(/\/3 stands by itself now\./)).toBeVisible();
  await expect(stack(page, 3, 3)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(stack(page, 3, 4)).toBeVisible();
  await page.keyboard.press("n");
  await expect(stack(page, 3, 3)).toBeVisible();
  await stack(page, 3, 3).getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(cells(page)).toHaveCount(4);
  await expect(at(page, 1, ", stack of 3")).toBeFocused();
  await page.reload();
  await expect(at(page, 3)).toBeVisible();

  await at(page, 1, ", stack of 3").focus();
  await page.keyboard.press("n");
  await expect(cells(page)).toHaveCount(5);
  await expect(at(page, 2, ", stack of 2")).toBeVisible();
  await expect(at(page, 1)).toBeFocused();
  await page
    .getByRole("listitem")
    .filter({ hasText: "/1 stands by itself now." })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(cells(page)).toHaveCount(4);
  await expect(at(page, 1, ", stack of 3")).toBeVisible();

  // From the stack to all that is known of a picture.
  await at(page, 1, ", stack of 3").click();
  await stack(page, 1, 3).getByRole("button", { name: "Open the picture" }).click();
  await expect(page.getByRole("dialog", { name: /^Picture .+, 1 of 6$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).not.toHaveURL(/stack=/);
});

test("everything that is chosen is what is seen: covers, and not what lies under them", async ({
  page,
}) => {
  await openStacked(page, "bowl");
  await at(page, 1, ", stack of 4").focus();
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Select all 3 covers" }).click();
  await page.keyboard.press("p");
  await expect(page.getByText("3 pictures marked.")).toBeVisible();
  await page.goto("/library?q=bowl+mark:unmarked&stacks=1");
  await expect(page.getByRole("status").filter({ hasText: "3 found in 1 tile" })).toBeVisible();
});

test("the team's pick lies on top until one has a pick of one's own, and a reviewer says nothing of what is alike", async ({
  page,
  studio,
}) => {
  await pickAsColleague(studio, PROMPTS.team, 2);
  await asReviewer({ page, studio }, async () => {
    await openStacked(page, "blanket");
    await at(page, 2, ", stack of 4, picked by others").click();
    await expect(stack(page, 1, 4).getByText("Picked by others")).toBeVisible();
    await expect(stack(page, 1, 4).getByRole("button", { name: "Not alike" })).toBeHidden();
    await page.keyboard.press("n");
    await page.keyboard.press("ArrowRight");
    await stack(page, 2, 4).getByRole("button", { name: "Pick", exact: true }).click();
    await expect(stack(page, 3, 4)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(at(page, 1, ", stack of 4, picked")).toBeFocused();
  });
});

test("in the feed a picture shows what one thinks of it, and what the team has picked", async ({
  page,
  studio,
}) => {
  await pickAsColleague(studio, PROMPTS.feed, 3);
  await page.goto("/");
  await untilAlive(page);
  const cell = (number: number) =>
    page.getByRole("button", { name: new RegExp(`^${PROMPTS.feed}.*/${number},`) });
  const place = (number: number) => page.getByRole("listitem").filter({ has: cell(number) });
  await expect(place(3).getByText("Picked by Lin Yao")).toBeAttached();
  await cell(1).click();
  await expect(page.getByRole("dialog").getByRole("group", { name: "Stars" })).toBeVisible();
  await page.keyboard.press("p");
  await page.keyboard.press("4");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("x");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(place(1).getByText("Picked", { exact: true })).toBeVisible();
  await expect(place(1).getByText("★4")).toBeVisible();
  await expect(place(2).getByText("Rejected", { exact: true })).toBeVisible();
  await page.reload();
  await expect(place(1).getByText("★4")).toBeVisible();
  await expect(place(2).getByText("Rejected", { exact: true })).toBeVisible();
  await expectNoViolations(page);
});

for (const theme of ["dark", "light"] as const) {
  for (const locale of ["en", "ru"] as const) {
    test(`nothing is amiss with stacks in the ${theme} library in ${locale}`, async ({
      page,
      context,
      baseURL,
    }) => {
      const url = baseURL ?? "";
      await context.addCookies([
        { name: "maquette.locale", value: locale, url },
        { name: "maquette.theme", value: theme, url },
      ]);
      await page.goto("/library?q=straw&stacks=1");
      const tile = page.getByRole("button", { name: /stack of 4|стопка из 4/ });
      await expect(tile).toBeVisible();
      await expectNoViolations(page);
      await tile.click();
      await expect(page.getByRole("dialog", { name: /^(Stack|Стопка), 1/ })).toBeVisible();
      await expectNoViolations(page);
    });
  }
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a stack is opened with a tap, and one of it picked with the thumb", async ({ page }) => {
    const touch = await finger(page);
    await page.goto("/library?q=straw");
    await expect(cells(page)).toHaveCount(6);
    await page.getByRole("button", { name: "Filters" }).tap();
    const sheet = page.getByRole("dialog", { name: "Filters" });
    await sheet.getByRole("switch", { name: "Stack look-alikes" }).tap();
    await expectNoViolations(page);
    await sheet.getByRole("button", { name: "Show 6 pictures" }).tap();
    await expect(sheet).toBeHidden();
    await expect(cells(page)).toHaveCount(3);
    await expectNoViolations(page);
    await at(page, 1, ", stack of 4").tap();
    await expect(stack(page, 1, 4)).toBeVisible();
    await expectNoViolations(page);
    const strip = page.getByRole("navigation", { name: "In this stack" });
    await strip.getByRole("button", { name: /\/3$/ }).tap();
    await stack(page, 3, 4).getByRole("button", { name: "Not alike" }).tap();
    await expect(stack(page, 3, 3)).toBeVisible();
    await strip.getByRole("button", { name: /\/2$/ }).tap();
    await touch.swipeRight(stack(page, 2, 3).getByRole("img"));
    await expect(stack(page, 3, 3)).toBeVisible();
    await page.goBack();
    await expect(at(page, 2, ", stack of 3, picked")).toBeVisible();
    await expect(cells(page)).toHaveCount(4);
  });
});
