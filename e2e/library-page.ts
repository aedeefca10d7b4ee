import { expect, type Page } from "@playwright/test";

export const box = (page: Page) => page.getByRole("combobox", { name: "Search the library" });
export const pictures = (page: Page) => page.getByRole("region", { name: "Pictures" });
export const cells = (page: Page) => pictures(page).getByRole("button");
/** The search says so many. */
export const found = (page: Page, count: number) =>
  expect(page.getByRole("status").filter({ hasText: `${count} found` })).toBeVisible();
export const months = (page: Page) => page.getByRole("slider", { name: "Month" });

/** Instead of what was looked for before. */
export async function search(page: Page, text: string) {
  const clear = page.getByRole("search").getByRole("button", { name: "Clear the search" });
  if (await clear.isVisible()) {
    await clear.click();
    await expect(clear).toBeHidden();
  }
  await box(page).fill(text);
  await box(page).press("Enter");
}
