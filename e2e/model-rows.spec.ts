import type { Page } from "@playwright/test";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";

async function choose(page: Page, row: string, option: string) {
  await page.getByRole("combobox", { name: row }).press("Enter");
  await page.getByRole("option", { name: option }).click();
  await expect(page.getByRole("combobox", { name: row })).toHaveText(option);
}

async function send(page: Page, studio: TestStudio, prompt: string) {
  const field = page.getByRole("textbox", { name: "Prompt" });
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  await field.fill(prompt);
  while (await fewer.isEnabled()) await fewer.click();
  await field.press("Control+Enter");
  await expect(page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) })).toBeVisible(
    { timeout: 60_000 },
  );
  const [made] = await studio.query(
    `select options from generation where prompt_as_typed = '${prompt}'`,
  );
  return made?.["options"];
}

test("people and safety are set row by row, sent, and given back to the model", async ({
  page,
  studio,
}) => {
  test.slow();
  await page.goto("/");
  await untilAlive(page);
  const model = page.getByRole("button", { name: /^Model/ });
  await model.click();
  const official = page.getByRole("radio", { name: /^Gemini 3 Pro Image, official/ });
  // The card names its controls.
  for (const control of ["People", "Safety", "Thinking"])
    await expect(official.getByText(control, { exact: true })).toBeVisible();
  await official.click();
  await choose(page, "People", "Adults only");
  await page.getByRole("button", { name: "Safety: model's default" }).press("Enter");
  await choose(page, "Danger", "Stop the slightest");
  await choose(page, "Hatred", "Stop nothing");
  await expect(page.getByRole("button", { name: "Safety: 2 of 4 set" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await send(page, studio, "A guarded quarry")).toEqual({
    personGeneration: "ALLOW_ADULT",
    safetySettings: [
      { category: "HARM_CATEGORY_HATE_SPEECH", threshold: "OFF" },
      { category: "HARM_CATEGORY_DANGEROUS_CONTENT", threshold: "BLOCK_LOW_AND_ABOVE" },
    ],
  });

  await model.click();
  await choose(page, "People", "model's default");
  await page.getByRole("button", { name: "Safety: 2 of 4 set" }).press("Enter");
  await choose(page, "Danger", "model's default");
  await choose(page, "Hatred", "model's default");
  await expect(page.getByRole("button", { name: "Safety: model's default" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await send(page, studio, "A quarry left alone")).toEqual({});
});
