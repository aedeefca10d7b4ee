import type { Locator, Page } from "@playwright/test";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";

const promptOf = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const pictureOf = (page: Page, prompt: string) =>
  page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });

/** Waits for the picture, so that nothing is left under way. */
async function send(page: Page, prompt: string, button: RegExp) {
  await promptOf(page).fill(prompt);
  await page.getByRole("button", { name: button }).click();
  await expect(pictureOf(page, prompt)).toBeVisible({ timeout: 60_000 });
}

async function makeRoot(page: Page, prompt: string) {
  await page.goto("/");
  await untilAlive(page);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await send(page, prompt, /^Generate 1/);
}

async function view(page: Page, prompt: string): Promise<Locator> {
  await pictureOf(page, prompt).focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Picture AK/ });
  await expect(viewer).toBeVisible();
  return viewer;
}

async function goOn(page: Page, from: string, prompt: string) {
  const viewer = await view(page, from);
  await viewer.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(viewer).toBeHidden();
  await send(page, prompt, /^Continue with this/);
}

const taskOf = async (studio: TestStudio, end: string) =>
  (await studio.acceptedTasks()).find(({ prompt }) => prompt.endsWith(end));

test("the family of a picture is walked by keys and by its prints, and branches from an older one", async ({
  page,
}) => {
  await makeRoot(page, "A mug on a sill");
  await goOn(page, "A mug on a sill", "Glaze the mug red");
  await goOn(page, "Glaze the mug red", "Let the mug steam");
  const viewer = await view(page, "Let the mug steam");
  const rail = viewer.getByRole("navigation", { name: "Lineage" });
  const shown = viewer.getByRole("img", { name: /^Generated image/ });
  await expect(rail.getByRole("listitem")).toHaveCount(3);
  await expect(rail.getByText("Depth 2.", { exact: false })).toBeVisible();

  await page.keyboard.press("ArrowUp");
  await expect(shown.first()).toHaveAccessibleName("Generated image: Glaze the mug red");
  await expect(rail.getByText("Depth 1.", { exact: false })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(shown.first()).toHaveAccessibleName("Generated image: Let the mug steam");
  await expect(rail.getByRole("listitem")).toHaveCount(3);
  await rail.getByRole("listitem").first().getByRole("button").click();
  await expect(shown.first()).toHaveAccessibleName("Generated image: A mug on a sill");

  await rail.getByRole("button", { name: "Continue with this picture" }).click();
  await expect(viewer).toBeHidden();
  await send(page, "Glaze the mug blue", /^Continue with this/);
  const branch = await view(page, "Glaze the mug blue");
  const branched = branch.getByRole("navigation", { name: "Lineage" });
  await expect(branched.getByRole("listitem")).toHaveCount(2);
  await expect(branched.getByRole("button", { name: /1 more branch$/ })).toHaveCount(1);
});

test("a chain is reworded, cut and sent from its root in one go; Escape loses nothing of the list", async ({
  page,
  studio,
}) => {
  await makeRoot(page, "A chair in a barn");
  await goOn(page, "A chair in a barn", "Paint the chair white");
  await goOn(page, "Paint the chair white", "Put straw around it");
  // What it cost then is not what it costs now.
  await studio.query(
    "update generation set price_micro_usd = 99990000 where prompt_as_typed = 'Put straw around it'",
  );
  await page.reload();
  await untilAlive(page);
  const viewer = await view(page, "Put straw around it");
  const open = viewer.getByRole("button", { name: "Rebase", exact: true });
  await open.click();
  const list = page.getByRole("dialog", { name: /^Rebase from AK/ });
  const send2 = list.getByRole("button", { name: /^Send 2 changes/ });
  await expect(send2).toContainText("$");
  await expect(send2).not.toContainText("99.99");
  await list.getByRole("textbox", { name: "Change 1" }).fill("Paint the chair green");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(page.getByText("Your changes to the list are kept", { exact: false })).toBeVisible();

  await open.press("Enter");
  await expect(list.getByRole("textbox", { name: "Change 1" })).toHaveValue(
    "Paint the chair green",
  );
  await list.getByRole("checkbox", { name: /^Send change 2/ }).uncheck();
  await list.getByRole("button", { name: /^Send 1 change/ }).click();
  await expect(list).toBeHidden();
  await expect.poll(() => taskOf(studio, "\n\n1. Paint the chair green")).toBeTruthy();
  const task = await taskOf(studio, "\n\n1. Paint the chair green");
  expect(task?.prompt).toMatch(/^Begin with image 1/);
  expect(task?.references).toHaveLength(1);
  await page.keyboard.press("Escape");
  await expect(pictureOf(page, "1. Paint the chair green")).toBeVisible({ timeout: 60_000 });
});

test("a finished edit says that the edit is done, and shows what it began with as well", async ({
  page,
  studio,
}) => {
  await makeRoot(page, "A jug on a step");
  await goOn(page, "A jug on a step", "Break the handle off");
  const viewer = await view(page, "Break the handle off");
  await page.keyboard.press("k");
  const question = page.getByRole("dialog", { name: /^Finish AK.* at 4K$/ });
  await question.getByRole("button", { name: /^Finish at 4K/ }).click();
  await expect(question).toBeHidden();
  const finished = async () =>
    (await studio.acceptedTasks()).find(({ prompt }) =>
      /^Reproduce image 1 exactly[\s\S]*done already[\s\S]*\n\nBreak the handle off$/.test(prompt),
    );
  await expect.poll(finished).toBeTruthy();
  expect((await finished())?.references).toHaveLength(2);
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(pictureOf(page, "Break the handle off")).toHaveCount(2, { timeout: 60_000 });
});

test("Remix takes the prompt and the references, by button and by key; the settings stay", async ({
  page,
}) => {
  await makeRoot(page, "A rake at a wall");
  await page.getByRole("button", { name: "Aspect ratio 1:1" }).click();
  await page.getByRole("radio", { name: /16:9/ }).click();
  for (const remix of [
    (viewer: Locator) => viewer.getByRole("button", { name: "Remix" }).click(),
    () => page.keyboard.press("r"),
  ]) {
    await promptOf(page).fill("Something else by now");
    const viewer = await view(page, "A rake at a wall");
    await remix(viewer);
    await expect(viewer).toBeHidden();
    await expect(promptOf(page)).toHaveText("A rake at a wall");
    await expect(page.getByRole("button", { name: "Aspect ratio 16:9" })).toBeVisible();
  }
});

test("the shape is changed without a hand leaving the keys", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await promptOf(page).focus();
  await page.keyboard.type("A kite in wind");
  await page.keyboard.press("ControlOrMeta+Period");
  await expect(page.getByRole("radio", { name: /1:1/ })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radiogroup", { name: "Aspect ratio" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Aspect ratio 1:1" })).toBeHidden();
  await expect(promptOf(page)).toHaveText("A kite in wind");
});

test("an undo of what is staged leaves what was typed meanwhile", async ({ page }) => {
  await makeRoot(page, "A lantern on ice");
  const viewer = await view(page, "A lantern on ice");
  await viewer.getByRole("button", { name: "Continue", exact: true }).click();
  await promptOf(page).fill("Typed after it was staged");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("button", { name: "Continue with this" })).toBeHidden();
  await expect(promptOf(page)).toHaveText("Typed after it was staged");
});

test("a picture that is chosen for comparing says so until another is", async ({ page }) => {
  await makeRoot(page, "A bell in fog");
  const picture = pictureOf(page, "A bell in fog");
  await picture.focus();
  await page.keyboard.press("c");
  await expect(picture).toHaveAccessibleDescription("Chosen for comparing");
  await page.keyboard.press("c");
  await expect(picture).not.toHaveAccessibleDescription("Chosen for comparing");
});

test("from four edits on the feed offers the way to the rebase", async ({ page, studio }) => {
  await makeRoot(page, "A boat on stilts");
  await studio.query("update generation set depth = 4 where prompt_as_typed = 'A boat on stilts'");
  await page.reload();
  await untilAlive(page);
  await page.getByRole("button", { name: "edit 4, rebase keeps detail" }).click();
  await expect(page.getByRole("dialog", { name: /^Picture AK/ })).toBeVisible();
});
