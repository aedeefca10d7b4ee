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
    await expect(cell(page, prompt)).toBeVisible({ timeout: 60_000 });
  }
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

test("two pictures are seen over each other as the mode wants it, at the same place", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const [one, two] = ["A pear in a jar", "A quince in a jar"] as const;
  await makeRuns(page, [one, two]);
  for (const prompt of [one, two]) await cell(page, prompt).click({ modifiers: ["Alt"] });
  const compare = page.getByRole("dialog", { name: "Compare" });
  const [a, b] = [/^A: /, /^B: /].map((name) => compare.getByRole("region", { name }));
  if (!a || !b) throw new Error("no stages");
  await expect(a).toBeVisible();

  await page.keyboard.down("Space");
  await expect(a).toHaveCount(0);
  await expect(b).toHaveCount(2);
  await page.keyboard.up("Space");
  await expect(a).toHaveCount(1);

  // The crosshair is at the pointer, and at the same place of the other.
  const [left, right] = [await a.boundingBox(), await b.boundingBox()];
  if (!left || !right) throw new Error("no boxes");
  await page.mouse.move(left.x + 120, left.y + 90);
  for (const [stage, box] of [
    [a, left],
    [b, right],
  ] as const) {
    const cross = await stage.locator("> span[aria-hidden=true]").last().boundingBox();
    expect(cross && cross.x + cross.width / 2 - box.x).toBeCloseTo(120, 0);
    expect(cross && cross.y + cross.height / 2 - box.y).toBeCloseTo(90, 0);
  }

  const smallMap = a.locator("div[aria-hidden=true] img");
  await expect(smallMap).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(smallMap).toBeVisible();
  await page.keyboard.press("z");
  await expect(smallMap).toHaveCount(0);

  const picture = compare.getByRole("img", { name: `Generated image: ${two}` });
  await page.keyboard.press("m");
  await page.keyboard.press("m");
  await expect(compare.getByRole("radio", { name: "Flip" })).toBeChecked();
  await expect(compare.getByRole("region")).toHaveCount(1);
  await expect(picture).toBeHidden();
  await page.keyboard.down("Space");
  await expect(picture).toBeVisible();
  await expect(b).toHaveCount(1);
  await page.keyboard.up("Space");
  await expect(picture).toBeHidden();

  await page.keyboard.press("m");
  await expect(compare.getByRole("radio", { name: "Difference" })).toBeChecked();
  const blendOf = () =>
    picture.evaluate((image) => {
      const blends: string[] = [];
      for (let each: Element | null = image; each; each = each.parentElement)
        blends.push(getComputedStyle(each).mixBlendMode);
      return blends;
    });
  await expect.poll(blendOf).toContain("difference");
  await page.keyboard.down("Space");
  await expect.poll(blendOf).not.toContain("difference");
  await page.keyboard.up("Space");
});

test("what differs is listed alone, and A goes on with the words of B", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  const [one, two] = ["A lemon by a bowl", "A melon by a bowl"] as const;
  await makeRuns(page, [one]);
  await page.getByRole("button", { name: /^Aspect ratio/ }).click();
  await page.getByRole("radio", { name: /^16:9/ }).click();
  await page.keyboard.press("Escape");
  await makeRuns(page, [two]);
  const compare = await openPair(page, one, two);
  await expect(compare.getByRole("deletion")).toHaveText("lemon");
  await expect(compare.getByRole("insertion")).toHaveText("melon");
  const shape = compare.getByRole("row", { name: /^Shape/ });
  await expect(shape.getByRole("cell")).toHaveText(["1:1, 1K", "16:9, 1K"]);
  await expect(compare.getByRole("row", { name: /^Model/ })).toHaveCount(0);
  await expect(compare.getByText(/\d+ equal rows hidden/)).toBeVisible();

  const codeOf = async (name: RegExp) =>
    (await compare.getByRole("region", { name }).getAttribute("aria-label"))?.slice(3) ?? "";
  const [a, b] = [await codeOf(/^A: /), await codeOf(/^B: /)];
  const url = page.url();
  await compare.getByRole("button", { name: "Continue with A, prompt of B" }).click();
  await expect(compare).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveText(two);
  await expect(page.getByRole("button", { name: `Unstage ${a}` })).toBeVisible();

  await page.goto(url);
  await compare.getByRole("button", { name: "Keep B" }).click();
  await expect(compare).toBeHidden();
  await expect(page.getByRole("button", { name: `Unstage ${b}` })).toBeVisible();
});
