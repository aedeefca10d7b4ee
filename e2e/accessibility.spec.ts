import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(TAGS)
    .options({ rules: { "target-size": { enabled: true } } })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
}

for (const locale of ["en", "ru"]) {
  for (const theme of ["dark", "light"]) {
    test(`no screen has a violation in ${locale}, ${theme}`, async ({ page, context, baseURL }) => {
      const url = baseURL ?? "";
      await context.addCookies([
        { name: "maquette.locale", value: locale, url },
        { name: "maquette.theme", value: theme, url },
      ]);
      await page.goto("/");
      await expect(page.getByRole("textbox").first()).toBeVisible();
      await expectNoViolations(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoViolations(page);
      await context.clearCookies({ name: "maquette.session" });
      await page.goto("/sign-in");
      await expectNoViolations(page);
    });
  }
}
