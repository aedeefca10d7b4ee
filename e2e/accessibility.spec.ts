import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";

const PROMPT = "Pears on a dark table";

// What is fading in has less contrast than what stands.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const LANGUAGES = {
  en: {
    ratio: /^Aspect ratio/,
    model: /^Model/,
    generate: /^Generate/,
    done: /Pears.*Done/,
    goOn: "Continue",
    goOnWithThis: "Continue with this",
    second: /^Still darker.*Done$/,
    verbs: ["Mark", "Finish 4K"],
    rebase: "Rebase",
    runMenu: /^More for/,
    compareAll: /^Compare all/,
    project: /Switch project$/,
    newProject: "New project",
    composer: "Composer",
    overview: "All pictures, three in a row",
  },
  ru: {
    ratio: /^Формат/,
    model: /^Модель/,
    generate: /^Создать/,
    done: /Pears.*Готово/,
    goOn: "Продолжить",
    goOnWithThis: "Продолжить с этим",
    second: /^Still darker.*Готово$/,
    verbs: ["Пометить", "До 4K"],
    rebase: "Пересобрать",
    runMenu: /^Ещё для/,
    compareAll: /^Сравнить все/,
    project: /Сменить проект$/,
    newProject: "Новый проект",
    composer: "Запрос",
    overview: "Все картинки, по три в ряд",
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

/** An edit of an edit, which can be rebased; made once for all four as well. */
async function makeChain(page: Page, words: Words) {
  const second = page.getByRole("button", { name: words.second });
  if ((await second.count()) === 0) {
    let from = await makePictures(page, words);
    for (const text of ["Darker", "Still darker"]) {
      await from.click({ button: "right" });
      await page.getByRole("menuitem", { name: words.goOn, exact: true }).click();
      await page.getByRole("textbox").first().fill(text);
      await page.getByRole("button", { name: words.goOnWithThis }).click();
      from = page.getByRole("button", { name: new RegExp(`^${text}, .*(Done|Готово)$`) }).first();
      await expect(from).toBeVisible({ timeout: 60_000 });
    }
  }
  await expect(second).toHaveCount(4, { timeout: 60_000 });
  return second.first();
}

/** What a picture of the feed can be asked for, one question after the other. */
async function checkQuestions(page: Page, words: Words) {
  const picture = await makeChain(page, words);
  await picture.hover();
  await expectNoViolations(page);
  for (const name of words.verbs) {
    await picture.click({ button: "right" });
    await expectNoViolations(page);
    await page.getByRole("menuitem", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press("Escape");
  }
  await picture.click();
  await page.getByRole("dialog").getByRole("button", { name: words.rebase, exact: true }).click();
  await expect(page.getByRole("checkbox").first()).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: words.project }).first().click();
  await expectNoViolations(page);
  await page.getByRole("button", { name: words.newProject }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
}

/** Two to nine pictures over and beside each other. */
async function checkCompare(page: Page, words: Words) {
  await page.getByRole("button", { name: words.runMenu }).first().click();
  await page.getByRole("menuitem", { name: words.compareAll }).click();
  const compare = page.getByRole("dialog");
  await expect(compare.getByRole("region")).toHaveCount(4);
  await expectNoViolations(page);
  for (const count of [3, 2]) {
    await page.keyboard.press("x");
    await expect(compare.getByRole("region")).toHaveCount(count);
  }
  for (const mode of await compare.getByRole("radio").all()) {
    await mode.click();
    await expectNoViolations(page);
  }
  await page.keyboard.press("Escape");
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
    test(`nothing that lies over the studio has a violation in ${locale}, ${theme}`, async ({
      page,
      baseURL,
    }) => {
      test.slow();
      await useLanguage(page, { locale, theme, url: baseURL ?? "" });
      await page.goto("/");
      await untilAlive(page);
      await checkQuestions(page, words);
      await checkCompare(page, words);

      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole("button", { name: words.overview }).click();
      await expectNoViolations(page);
      await page.getByRole("region", { name: words.composer }).getByRole("button").first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page);
    });

    test(`I10: no screen has a violation in ${locale}, ${theme}`, async ({
      page,
      context,
      baseURL,
    }) => {
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
