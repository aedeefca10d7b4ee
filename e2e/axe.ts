import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** An open menu hides the page from screen readers and keeps the keyboard: then only the menu is there to be looked at. */
export async function expectNoViolations(page: Page) {
  const isMenuOpen = (await page.getByRole("menu").count()) > 0;
  const axe = new AxeBuilder({ page });
  const { violations } = await (isMenuOpen ? axe.include('[role="menu"]') : axe)
    .withTags(TAGS)
    .options({ rules: { "target-size": { enabled: true } } })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
}
