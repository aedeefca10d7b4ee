import type { Page } from "@playwright/test";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";

const textOf = async (studio: TestStudio) =>
  (await studio.acceptedTasks()).map(({ prompt }) => prompt);

/** One picture of `prompt`, open in the viewer. */
async function openPicture(page: Page, prompt: string) {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.getByRole("button", { name: "Generate 1" }).click();
  const done = page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });
  await expect(done).toBeVisible({ timeout: 60_000 });
  await done.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog");
  await expect(viewer).toBeVisible();
  return viewer;
}

test("Continue goes on from the staged picture, and its recipe brings both back", async ({
  page,
  studio,
}) => {
  const viewer = await openPicture(page, "A teapot on a shelf");
  await viewer.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(viewer).toBeHidden();
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await expect(prompt).toBeFocused();
  await prompt.fill("Make the shelf of oak");
  await page.keyboard.press("Control+Shift+Enter");

  const sent = "Start from image 1 and change it as follows.\n\nMake the shelf of oak";
  await expect.poll(() => textOf(studio)).toContain(sent);
  const done = page.getByRole("button", { name: /^Make the shelf of oak, AK.*Done$/ });
  await expect(done).toBeVisible({ timeout: 60_000 });

  await page.getByRole("button", { name: /^Unstage AK/ }).click();
  await expect(page.getByRole("button", { name: "Continue with this" })).toBeHidden();
  await prompt.fill("Something else");
  await done.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Use recipe" }).click();
  await expect(prompt).toHaveText("Make the shelf of oak");
  await page.getByRole("button", { name: "Continue with this" }).click();
  await expect
    .poll(async () => (await textOf(studio)).filter((text) => text === sent).length)
    .toBe(2);
});

test("a picture is finished at 4K after its price and what it is were said", async ({
  page,
  studio,
}) => {
  const viewer = await openPicture(page, "A stool by the sea");
  await viewer.getByRole("button", { name: "Finish 4K" }).click();
  const question = page.getByRole("dialog", { name: /^Finish AK.* at 4K$/ });
  await expect(
    question.getByText("It is a re-render, not an enlargement", { exact: false }),
  ).toBeVisible();
  await question.getByRole("button", { name: /^Finish at 4K/ }).click();
  await expect(question).toBeHidden();
  await expect
    .poll(() => textOf(studio))
    .toContainEqual(expect.stringMatching(/^Reproduce image 1 exactly[\s\S]*A stool by the sea$/));
});

test("marks are set by keys alone, sent as a second picture, and stay editable", async ({
  page,
  studio,
}) => {
  const viewer = await openPicture(page, "A lamp in a hall");
  await viewer.getByRole("button", { name: "Mark", exact: true }).click();
  const board = page.getByRole("dialog", { name: /^Mark AK/ });
  await board.getByRole("button", { name: "Box" }).press("Enter");
  await board.getByRole("button", { name: "Add in the middle" }).press("Enter");
  await board.getByRole("button", { name: "1. Box", exact: true }).press("ArrowRight");
  await board.getByRole("button", { name: "Use the marks" }).press("Enter");
  await expect(board).toBeHidden();

  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A brass shade here");
  await page.getByRole("button", { name: "Edit as marked" }).click();
  await expect
    .poll(async () =>
      (await studio.acceptedTasks()).find((task) => task.prompt.endsWith("brass shade here")),
    )
    .toMatchObject({
      prompt: expect.stringMatching(/^Edit image 1\. Image 2 is the same picture/),
    });
  await expect(page.getByRole("button", { name: /^A brass shade here, AK.*Done$/ })).toBeVisible({
    timeout: 60_000,
  });
});
