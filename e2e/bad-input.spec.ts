import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeTestImage, makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, OWNER, test, untilAlive } from "./fixtures";
import { wordsOf } from "./words";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-bad-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROMPT = "An amber bottle on a stone";

const LANGUAGES = [
  {
    locale: "en",
    prompt: "Prompt",
    generate: /^Generate/,
    leftOut: /was left out: 14 pictures are the most/,
    notPicture: /is not a picture/,
    tooLarge: /The limit is 10(\.0)? MB per picture/,
    shrink: /^Shrink to 8(\.0)? MB and add$/,
    tooManyPixels: /has 60 megapixels/,
    animated: /is animated/,
    damaged: /is damaged/,
    empty: "Describe the picture first",
    tooLong: /The prompt is too long: 40,000 of 32,000 characters/,
    missing: /no longer exist/,
    failures: { F28: "Key refused", F30: "No balance left", F27: "Blocked by content policy" },
  },
  {
    locale: "ru",
    prompt: "Текст",
    generate: /^Создать/,
    leftOut: /Больше 14 картинок нельзя/,
    notPicture: /это не картинка/,
    tooLarge: /Предел для одной картинки/,
    shrink: /^Уменьшить до 8(,0)?\sМБ и добавить$/,
    tooManyPixels: /мегапикселей 60/,
    animated: /это анимация/,
    damaged: /файл повреждён/,
    empty: "Сначала опишите картинку",
    tooLong: /Текст слишком длинный: 40\s000 из 32\s000 знаков/,
    missing: /файлов больше нет|файла больше нет/,
    failures: { F28: "Ключ не принят", F30: "Закончились деньги", F27: "Остановлено правилами" },
  },
] as const;

/** What of it only the gateway knows, or who can mend it. */
const SAID = {
  F28: new RegExp(`${OWNER.name} can check it|Проверить может ${OWNER.name}`),
  F30: new RegExp(`${OWNER.name} can top up|Пополнить счёт может ${OWNER.name}`),
  F27: "refused by the content policy",
};

for (const words of LANGUAGES) {
  test.describe(`in ${words.locale}`, () => {
    test.beforeEach(async ({ page, context, baseURL }) => {
      await context.addCookies([
        { name: "maquette.locale", value: words.locale, url: baseURL ?? "" },
      ]);
      await page.goto("/");
      await untilAlive(page);
      await page.getByRole("textbox", { name: words.prompt }).fill(PROMPT);
    });
    test.afterEach(async ({ page }) => {
      await expect(page.getByRole("textbox", { name: words.prompt })).toHaveText(/./);
    });

    for (const [name, file, sentence] of [
      ["U04: a text file named .png", "renamed-text.png", words.notPicture],
      ["a truncated JPEG", "cut.jpg", words.damaged],
      ["an animated WebP", "animated.webp", words.animated],
      ["a picture of 60 megapixels", "60-megapixels.png", words.tooManyPixels],
    ] as const) {
      test(`${name} is refused by name`, async ({ page }) => {
        await giveFiles(page, "drop", [await makeTestImage(folder, file)]);
        await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 30_000 });
      });
    }

    test("U01: a fifteenth file is left out by name, the first fourteen stay", async ({ page }) => {
      await giveFiles(page, "drop", await makeTestPhotos(folder, 15));
      await expect(page.getByText(words.leftOut).first()).toBeVisible();
    });

    test("U02: a PNG of 40 MB is offered to be made smaller, and then added", async ({ page }) => {
      test.slow();
      const file = path.join(folder, "large.png");
      await writeFile(file, await largePng());
      await page.locator("input[type=file]").first().setInputFiles(file);
      await expect(page.getByText(words.tooLarge)).toBeVisible();
      await page.getByRole("button", { name: words.shrink }).click();
      await expect(page.getByText(words.tooLarge)).toBeHidden({ timeout: 60_000 });
      await expect(page.getByRole("button", { name: words.generate })).toBeEnabled({
        timeout: 60_000,
      });
    });

    test("Q01, Q02: an empty prompt and one that is too long are not sent", async ({ page }) => {
      const prompt = page.getByRole("textbox", { name: words.prompt });
      await prompt.fill("   ");
      await expect(page.getByText(words.empty)).toBeVisible();
      await expect(page.getByRole("button", { name: words.generate })).toBeDisabled();
      await prompt.fill("x".repeat(40_000));
      await expect(page.getByText(words.tooLong).first()).toBeVisible();
      await expect(page.getByRole("button", { name: words.generate })).toBeDisabled();
    });

    test("U22, bug 6: a reference that is gone at Generate is named, nothing is sent", async ({
      page,
      studio,
    }) => {
      await giveFiles(page, "drop", await makeTestPhotos(folder, 1));
      await expect(page.getByRole("button", { name: /^photo-1/ }).first()).toBeVisible();
      await expect(page.getByRole("button", { name: words.generate })).toBeEnabled();
      await studio.query("update reference_image set deleted_at = now()");
      await page.getByRole("button", { name: words.generate }).click();
      await expect(page.getByText(words.missing).first()).toBeVisible();
    });

    for (const [fault, title] of Object.entries(words.failures)) {
      test(`${fault}: the cell says what the gateway said`, async ({ page, studio }) => {
        const fewer = page.getByRole("button", {
          name: wordsOf(words.locale)("composer.oneFewer"),
        });
        // One alone: what goes out later would meet the fault of the next test.
        while (await fewer.isEnabled()) await fewer.click();
        await studio.script([fault]);
        await page.getByRole("button", { name: words.generate }).click();
        const run = page.getByRole("article").first();
        await expect(run.getByText(title)).toBeVisible({ timeout: 30_000 });
        await expect(run.getByText(SAID[fault as keyof typeof SAID])).toBeVisible();
      });
    }
  });
}

/** Noise does not compress: 3,700 × 3,700 in three channels are about 41 MB. */
async function largePng(): Promise<Buffer> {
  const { noise } = await import("@/lib/media/test-images");
  return noise(3_700, 3_700).png({ compressionLevel: 0 }).toBuffer();
}
