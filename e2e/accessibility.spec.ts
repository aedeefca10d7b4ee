import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";

const PROMPT = "Pears on a dark table";

const LANGUAGES = {
  en: {
    ratio: /^Aspect ratio/,
    model: /^Model/,
    generate: /^Generate/,
    done: /Pears.*Done/,
  },
  ru: {
    ratio: /^Формат/,
    model: /^Модель/,
    generate: /^Создать/,
    done: /Pears.*Готово/,
  },
};
type Words = (typeof LANGUAGES)["en"];

/** A picture to open, made once for all four. */
async function makePictures(page: Page, words: Words) {
  await untilAlive(page);
  const done = page.getByRole("button", { name: words.done });
  if ((await done.count()) === 0) {
    await page.getByRole("textbox").first().fill(PROMPT);
    await page.getByRole("button", { name: words.generate }).click();
  }
  await expect(done.first()).toBeVisible({ timeout: 60_000 });
  return done.first();
}

async function useLanguage(page: Page, look: { locale: string; theme: string; url: string }) {
  const { locale, theme, url } = look;
  await page.context().addCookies([
    { name: "maquette.locale", value: locale, url },
    { name: "maquette.theme", value: theme, url },
  ]);
}

for (const [locale, words] of Object.entries(LANGUAGES)) {
  for (const theme of ["dark", "light"]) {
    test(`no screen has a violation in ${locale}, ${theme}`, async ({ page, context, baseURL }) => {
      test.slow();
      await useLanguage(page, { locale, theme, url: baseURL ?? "" });
      await page.goto("/");
      const picture = await makePictures(page, words);
      await expectNoViolations(page);

      for (const name of [words.ratio, words.model]) {
        await page.getByRole("button", { name }).click();
        await expect(page.getByRole("radiogroup").first()).toBeVisible();
        await expectNoViolations(page);
        await page.keyboard.press("Escape");
      }
      await picture.click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press("Escape");

      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoViolations(page);

      await context.clearCookies({ name: "maquette.session" });
      for (const door of ["/sign-in", "/set-up", "/nowhere"]) {
        await page.goto(door);
        await expectNoViolations(page);
      }
    });
  }
}
