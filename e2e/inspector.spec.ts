import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";

test("the inspector follows the focus through the feed, and is found again as it was left", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A thimble on green felt");
  await prompt.press("Control+Enter");
  const cells = page.getByRole("button", { name: /^A thimble on green felt, AK.*Done$/ });
  await expect(cells).toHaveCount(4, { timeout: 60_000 });
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const code = inspector.getByRole("heading", { level: 2 });

  await cells.nth(1).focus();
  await page.keyboard.press("i");
  await expect(code).toHaveText(/^AK-.*\/2$/);
  await expect(inspector.getByText("2 of 4")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(code).toHaveText(/\/3$/);
  await expect(cells.nth(2)).toBeFocused();
  await expectNoViolations(page);

  await inspector.getByRole("button", { name: "Previous picture" }).click();
  await expect(code).toHaveText(/\/2$/);
  await inspector.getByRole("button", { name: /^Open AK/ }).click();
  await expect(page.getByRole("dialog", { name: /^Picture AK.*, 2 of 4$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  // A step back that is still under way would meet the reload below.
  await expect(page).not.toHaveURL(/&v=/);
  await inspector.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Unstage AK.*\/2/ })).toBeVisible();
  await expect(prompt).toBeFocused();

  await page.reload();
  await expect(inspector).toBeVisible();
  await page.setViewportSize({ width: 1100, height: 800 });
  await expectNoViolations(page);
  await inspector.getByRole("button", { name: "Close the inspector" }).click();
  await expect(inspector).toBeHidden();
  await expect(page.getByRole("button", { name: "Inspector", exact: true })).toBeFocused();
  await page.reload();
  await untilAlive(page);
  await expect(inspector).toBeHidden();
});
