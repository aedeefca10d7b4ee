import type { Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

const cell = (page: Page, prompt: string) =>
  page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });

/** One finished picture of each prompt, sent from the keyboard. */
async function makeRuns(page: Page, prompts: readonly string[]) {
  const field = page.getByRole("textbox", { name: "Prompt" });
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  for (const prompt of prompts) {
    await field.fill(prompt);
    while (await fewer.isEnabled()) await fewer.click();
    await field.press("Control+Enter");
  }
  for (const prompt of prompts) await expect(cell(page, prompt)).toBeVisible({ timeout: 60_000 });
}

async function openPair(page: Page, a: string, b: string) {
  for (const prompt of [a, b]) {
    await cell(page, prompt).focus();
    await page.keyboard.press("c");
  }
  const compare = page.getByRole("dialog", { name: "Compare" });
  await expect(compare.getByRole("region", { name: /^A: / })).toBeVisible();
  return compare;
}

test("a third picture, of another run, is put into a comparison and taken out again", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const prompts = ["A fig on slate", "A plum on slate", "A lime on slate"] as const;
  await makeRuns(page, prompts);
  const compare = await openPair(page, prompts[0], prompts[1]);
  await compare.getByRole("button", { name: "Add pictures" }).press("Enter");

  const dialog = page.getByRole("dialog", { name: "Pictures in the comparison" });
  const third = dialog
    .getByRole("listitem")
    .filter({ hasText: prompts[2] })
    .getByRole("button", { name: /^AK.*\/1$/ });
  await expect(third).toHaveAttribute("aria-pressed", "false");
  await third.press("Enter");
  await expect(third).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(compare.getByRole("region")).toHaveCount(3);
  await expect(page).toHaveURL(/compare=\w+,\w+,\w+/);

  await compare.getByRole("button", { name: "Add pictures" }).press("Enter");
  await third.press("Enter");
  await page.keyboard.press("Escape");
  await expect(compare.getByRole("region")).toHaveCount(2);
});
