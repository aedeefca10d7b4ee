import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";
import { fillLibrary } from "./library-pictures";

// A history of its own: whatever others make would be found too.
test.use({ history: "strip" });

const LANTERN = "A brass lantern on a frozen lake, first light";
const KITES = "Paper kites above a windy harbour, long exposure";

test.beforeAll(async ({ studio, browser }) => {
  await fillLibrary(studio, browser, [
    { prompt: LANTERN, at: "2026-03-02T10:00:00Z", count: 2, author: "Lin Yao" },
    { prompt: `${KITES} one`, at: "2026-03-01T10:00:00Z", count: 1 },
    ...Array.from({ length: 8 }, (_, index) => ({
      ...{ prompt: `Green glass vase number ${index + 1}`, at: `2026-02-0${index + 1}T10:00:00Z` },
      count: 1,
    })),
  ]);
  // As if they had been sent from here.
  await studio.query(
    `insert into prompt_use (team_id, owner_id, prompt_hash, words, use_count, used_at, generation_id)
     select team_id, team_id, prompt_hash, prompt_words(prompt_as_typed), 1, created_at, id
     from generation on conflict do nothing`,
  );
});

const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const strip = (page: Page) => page.getByRole("region", { name: "The team already made this" });
const prints = (page: Page) => strip(page).getByRole("button", { name: /^Open / });

async function openStudio(page: Page) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/");
  await untilAlive(page);
}

test("after a pause the team's own pictures are held out: opened, or taken with an undo", async ({
  page,
}) => {
  await openStudio(page);
  await expect(page.getByRole("article").first()).toBeVisible();
  await prompt(page).fill("brass lantern on a frozen");
  const before = await page.getByRole("region", { name: "Composer" }).boundingBox();
  const cell = await page.getByRole("article").first().boundingBox();
  await expect(prints(page)).toHaveCount(1);
  await expect(prints(page)).toHaveAccessibleName(/^Open AK-\S+ by Lin Yao, .*: A brass lantern/);
  expect(await page.getByRole("region", { name: "Composer" }).boundingBox()).toEqual(before);
  expect(await page.getByRole("article").first().boundingBox()).toEqual(cell);
  await expect(
    page.getByText(/^The team already made something like this: 1 picture, after/),
  ).toHaveCount(1);
  await expect(prompt(page)).toBeFocused();
  await expectNoViolations(page);

  await prints(page).click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.getByText("Lin Yao,", { exact: false }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(prints(page)).toBeFocused();
  await expect(prompt(page)).toHaveText("brass lantern on a frozen");

  await strip(page)
    .getByRole("button", { name: /^Use the recipe of AK-/ })
    .click();
  await expect(prompt(page)).toHaveText(LANTERN);
  await expect(prompt(page)).toBeFocused();
  await expect(strip(page)).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(prompt(page)).toHaveText("brass lantern on a frozen");
});

test("six at most, and what is waved away does not come back", async ({ page }) => {
  await openStudio(page);
  await prompt(page).fill("green glass vase");
  await expect(prints(page)).toHaveCount(6);
  const first = await prints(page).first().getAttribute("aria-label");
  await prints(page).first().focus();
  await page.keyboard.press("Escape");
  await expect(strip(page)).toBeHidden();
  await expect(prompt(page)).toBeFocused();
  // Whoever writes on is left in peace.
  const asked = watchQuestions(page);
  await page.keyboard.type(" number");
  await expect(prompt(page)).toHaveText("green glass vase number");

  await prompt(page).fill("");
  await prompt(page).fill("brass lantern on a frozen");
  await expect(prints(page)).toHaveCount(1);
  expect(asked().filter((question) => question.includes("vase number"))).toEqual([]);
  await page.reload();
  await untilAlive(page);
  await prompt(page).fill("glass vase, green");
  await expect(prints(page)).toHaveCount(2);
  const left = await prints(page).evaluateAll((all) => all.map((it) => it.ariaLabel));
  expect(left).not.toContain(first);
});

/** What the page has asked so far. */
function watchQuestions(page: Page): () => string[] {
  const questions: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/library/made-before"))
      questions.push(request.postData() ?? "");
  });
  return () => questions;
}

test("a question that nobody waits for any more is taken back", async ({ page }) => {
  await openStudio(page);
  await page.route("**/api/library/made-before", async (route) => {
    // The first is never answered.
    if (!route.request().postData()?.includes("harbour")) return;
    await route.continue();
  });
  const takenBack = page.waitForEvent("requestfailed", (it) => it.url().includes("made-before"));
  const asked = page.waitForRequest("**/api/library/made-before");
  await prompt(page).fill("paper kites above");
  await asked;
  await page.keyboard.type(" a windy harbour");
  expect((await takenBack).failure()?.errorText).toMatch(/ABORTED/i);
  await expect(prints(page)).toHaveCount(1);
});

async function addReference({ url, query }: TestStudio, page: Page): Promise<string> {
  const answer = await page.request.put(`/api/uploads/01K8Z0000000000000000000AA`, {
    headers: { origin: url, "x-file-name": "basalt.jpg" },
    data: readFileSync("public/samples/18-texture-wet-basalt.jpg"),
  });
  const { id } = (await answer.json()) as { id: string };
  await query(
    `insert into generation_reference (generation_id, slot, reference_image_id, name, is_enabled)
     select id, 1, $1, 'basalt', true from generation where prompt_as_typed = $2`,
    [id, `${KITES} one`],
  );
  return id;
}

test("the same references find what was made with them", async ({ page, studio }) => {
  const id = await addReference(studio, page);
  await page.request.put("/api/draft", {
    headers: { origin: studio.url },
    data: {
      ...{ prompt: "", model: "gemini-3-pro-image-preview", aspectRatio: "1:1", resolution: "1K" },
      ...{ variantCount: 4, changedAt: Date.now() },
      references: [{ referenceImageId: id, name: "basalt", role: null, isEnabled: true }],
    },
  });
  await openStudio(page);
  await expect(page.getByRole("button", { name: /^basalt, slot 1/ }).first()).toBeVisible();
  await expect(strip(page)).toBeHidden();
  await prompt(page).fill("Something else");
  await expect(prints(page)).toHaveCount(1);
  await expect(prints(page)).toHaveAccessibleName(/Paper kites/);
});

test("on a phone it stands at the end of the sheet", async ({ page }) => {
  await openStudio(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: /Describe the picture/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox", { name: "Prompt" }).fill("brass lantern on a frozen");
  const print = sheet.getByRole("button", { name: /^Open AK-/ });
  await expect(print).toHaveCount(1);
  await expectNoViolations(page);
  await print.click();
  await expect(page.getByRole("dialog").getByText(LANTERN).first()).toBeVisible();
});

test("по-русски полоса говорит и берёт рецепт", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "maquette.locale", value: "ru", url: baseURL ?? "" }]);
  await openStudio(page);
  const text = page.getByRole("textbox", { name: "Текст", exact: true });
  await text.fill("brass lantern on a frozen");
  const band = page.getByRole("region", { name: "В команде такое уже делали" });
  await expect(band.getByRole("button", { name: /^Открыть AK-.*, Lin Yao, / })).toBeVisible();
  await expectNoViolations(page);
  await band.getByRole("button", { name: /^Взять рецепт AK-/ }).click();
  await expect(text).toHaveText(LANTERN);
});
