import type { Locator, Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, OWNER, test, untilAlive } from "./fixtures";

// Look-ups and the banner keep their own real time.
test.describe.configure({ timeout: 180_000 });

/** One picture of `prompt`; answers with its cell in whatever state. */
async function press(page: Page, prompt: string): Promise<Locator> {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.getByRole("button", { name: "Generate 1" }).click();
  return page.getByRole("button", { name: new RegExp(`^${prompt}, AK`) });
}

/** The cell with what can be pressed in it; the feed may hold others in the same state. */
const placeOf = (page: Page, cell: Locator) =>
  page.getByRole("listitem").filter({ has: cell }).last();

const stateOf = (cell: Locator, state: string) =>
  expect(cell.first()).toHaveAccessibleName(new RegExp(`, ${state}$`), { timeout: 30_000 });

async function openMenu(page: Page) {
  await page.getByRole("button", { name: OWNER.name }).click();
}

async function stopAllSending(page: Page, reason: string) {
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Stop all sending" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Reason" }).fill(reason);
  await dialog.getByRole("button", { name: "Stop all sending" }).click();
  await expect(dialog).toBeHidden();
}

test("a send whose answer was lost is called not confirmed, is found again and becomes a picture", async ({
  page,
  studio,
}) => {
  await studio.script(["F16"]);
  const cell = await press(page, "A pear on linen");

  await stateOf(cell, "Not confirmed");
  await expect(
    page.getByText("We do not know whether this was accepted. We are checking."),
  ).toBeVisible();
  await placeOf(page, cell).getByRole("button", { name: "Check now" }).click();

  await stateOf(cell, "Done");
  expect(await tasksOf(studio, "A pear on linen")).toHaveLength(1);
});

test("G09: while sending is paused a picture waits, nothing reaches the gateway, and it goes out on resume", async ({
  page,
  studio,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await stopAllSending(page, "top-up under way");
  await expect(page.getByRole("button", { name: OWNER.name })).toBeFocused();
  const banner = page.getByText(`Sending is paused by ${OWNER.name}: top-up under way`);
  await expect(banner).toBeVisible();

  const cell = await press(page, "A jug by a window");
  await stateOf(cell, "Sending is paused");
  expect(await tasksOf(studio, "A jug by a window")).toEqual([]);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(banner).toBeHidden();

  await stateOf(cell, "Done");
  expect(await tasksOf(studio, "A jug by a window")).toHaveLength(1);
});

test("what an admin declares not charged ends as not accepted and free, and can be tried again", async ({
  page,
  studio,
}) => {
  await studio.script(["F09"]);
  const cell = await press(page, "A cup on a sill");
  await stateOf(cell, "Not confirmed");
  await cell.click();
  const viewer = page.getByRole("dialog", { name: /^Picture/ });
  await expect(viewer.getByText("may have been charged")).toBeVisible();

  await viewer.getByRole("button", { name: "It is this task" }).click();
  const claim = page.getByRole("dialog", { name: /^Which task/ });
  await claim.getByRole("textbox", { name: "Task id" }).fill("z 0");
  await page.keyboard.press("Enter");
  await expect(claim.getByText("An id has 4 to 200")).toBeVisible();
  await expect(claim.getByRole("textbox", { name: "Task id" })).toHaveValue("z 0");
  await page.keyboard.press("Escape");
  await expect(viewer.getByRole("button", { name: "It is this task" })).toBeFocused();

  await viewer.getByRole("button", { name: "It was not charged" }).click();
  await page
    .getByRole("dialog", { name: /not charged\?$/ })
    .getByRole("button", { name: "It was not charged" })
    .click();
  await expect(viewer.getByText("Not accepted")).toBeVisible();
  await expect(viewer.getByText("Not charged", { exact: false }).first()).toBeVisible();
  await expect(viewer).toBeFocused();
  await page.keyboard.press("Escape");

  await placeOf(page, cell).getByRole("button", { name: "Try again" }).click();
  await stateOf(cell, "Done");
  expect(await tasksOf(studio, "A cup on a sill")).toHaveLength(1);
});

test("sending again says the price and twice, and both pictures are shown when both arrive", async ({
  page,
  studio,
}) => {
  await studio.script(["F16"]);
  const cell = await press(page, "A bowl of plums");
  await stateOf(cell, "Not confirmed");
  await page.getByRole("button", { name: /^Decide what became of/ }).click();
  await page.getByRole("menuitem", { name: "Send again; it may be paid twice" }).click();
  const dialog = page.getByRole("dialog", { name: /again\?$/ });
  await expect(dialog.getByText("you pay twice")).toBeVisible();
  await dialog.getByRole("button", { name: "Send again for $0.04" }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByRole("button", { name: /^A bowl of plums, AK.*, Done$/ })).toHaveCount(2, {
    timeout: 40_000,
  });
  expect(await tasksOf(studio, "A bowl of plums")).toHaveLength(2);
});

test("a picture that was not sent is taken back and costs nothing", async ({ page, studio }) => {
  await page.goto("/");
  await untilAlive(page);
  await stopAllSending(page, "");
  const cell = await press(page, "A lamp at dusk");
  await stateOf(cell, "Sending is paused");

  await page.getByRole("button", { name: "Take back" }).focus();
  await page.keyboard.press("Enter");

  await stateOf(cell, "Taken back");
  await expect(cell).toBeFocused();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Picture/ });
  await expect(viewer.getByText("It was not sent. Nothing was charged.")).toBeVisible();
  await expect(viewer.getByText("Not charged", { exact: false })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Sending is paused by")).toBeHidden();
  expect(await tasksOf(studio, "A lamp at dusk")).toEqual([]);
});

test("who stops waiting for a sent picture is told that it still arrives", async ({
  page,
  studio,
}) => {
  await studio.script(["P16"]);
  const cell = await press(page, "A coat on a hook");
  await cell.hover();
  await placeOf(page, cell).getByRole("button", { name: "Stop waiting" }).click();
  await stateOf(cell, "You stopped waiting");
  await expect(placeOf(page, cell).getByText("It still arrives if it was paid.")).toBeVisible();
  await expect(placeOf(page, cell).getByRole("button", { name: "Stop waiting" })).toBeHidden();
});

async function tasksOf(
  studio: { acceptedTasks: () => Promise<{ prompt: string }[]> },
  prompt: string,
) {
  return (await studio.acceptedTasks()).filter((task) => task.prompt === prompt);
}

const LANGUAGES = {
  en: {
    attention: "Needs attention",
    looked: "Looked at it",
    empty: "Nothing needs attention.",
    claim: "It is this task",
  },
  ru: {
    attention: "Требует внимания",
    looked: "Просмотрено",
    empty: "Ничто не требует внимания.",
    claim: "Указать задачу",
  },
};

test("the page of what needs attention names each picture, and what was looked at leaves it", async ({
  page,
  studio,
  context,
}) => {
  await studio.script(["P07", "F09"]);
  await stateOf(await press(page, "A door ajar"), "No picture came");
  await stateOf(await press(page, "A stair in rain"), "Not confirmed");
  await stopAllSending(page, "checking the account");

  for (const [locale, words] of Object.entries(LANGUAGES)) {
    for (const theme of ["dark", "light"]) {
      await context.addCookies([
        { name: "maquette.locale", value: locale, url: studio.url },
        { name: "maquette.theme", value: theme, url: studio.url },
      ]);
      await page.goto("/attention");
      await expect(page.getByRole("heading", { name: words.attention })).toBeVisible();
      await expect(page.getByRole("article")).toHaveCount(2);
      await expect(page.getByRole("status").filter({ hasText: OWNER.name })).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("button", { name: words.claim }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press("Escape");
    }
  }

  await page.getByRole("button", { name: LANGUAGES.ru.looked }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: LANGUAGES.ru.attention })).toBeFocused();
  await page.getByRole("button", { name: "Деньги не списаны" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Деньги не списаны" }).click();
  await expect(page.getByText(LANGUAGES.ru.empty)).toBeVisible();

  // The journeys after this one send again.
  await page.getByRole("button", { name: "Возобновить" }).click();
  await expect(page.getByRole("status").filter({ hasText: OWNER.name })).toBeHidden();
});
