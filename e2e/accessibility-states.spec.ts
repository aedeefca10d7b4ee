import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { failureCodeSchema } from "@/lib/generation/schema";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expectNoViolations } from "./axe";
import { expect, giveFiles, type TestStudio, test, untilAlive } from "./fixtures";
import { wordsOf } from "./words";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-states-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

// What is fading in has less contrast than what stands.
test.use({ contextOptions: { reducedMotion: "reduce" } });

type Look = { locale: "en" | "ru"; theme: "dark" | "light" };
type Words = ReturnType<typeof wordsOf>;
const LOOKS: readonly Look[] = (["en", "ru"] as const).flatMap((locale) =>
  (["dark", "light"] as const).map((theme) => ({ locale, theme })),
);

async function open(page: Page, { locale, theme }: Look, url: string) {
  await page.context().addCookies([
    { name: "maquette.locale", value: locale, url },
    { name: "maquette.theme", value: theme, url },
  ]);
  await page.goto("/");
  await untilAlive(page);
}

/** As many pictures as that of one prompt, whatever becomes of them. */
async function press(page: Page, t: Words, { prompt, count }: { prompt: string; count: number }) {
  await page.getByRole("textbox", { name: t("composer.prompt") }).fill(prompt);
  const fewer = page.getByRole("button", { name: t("composer.oneFewer") });
  while (await fewer.isEnabled()) await fewer.click();
  for (let each = 1; each < count; each += 1)
    await page.getByRole("button", { name: t("composer.oneMore") }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: t("composer.prompt") }).press("Control+Enter");
  const cells = page.getByRole("button", { name: new RegExp(`^${prompt}, AK`) });
  await expect(cells).toHaveCount(count);
  return cells;
}

for (const look of LOOKS) {
  test(`the first screen of all has no violation in ${look.locale}, ${look.theme}`, async ({
    page,
    studio,
  }) => {
    await studio.query("delete from draft");
    await open(page, look, studio.url);
    const t = wordsOf(look.locale);
    await expect(page.getByText(t("feed.empty.readyText"))).toBeVisible();
    await expectNoViolations(page);
  });
}

/** What a reference can be asked for, and what is said of it. */
async function checkTray(page: Page, t: Words) {
  const bad = path.join(folder, "letter.png");
  writeFileSync(bad, "Not a picture");
  await giveFiles(page, "drop", [...(await makeTestPhotos(folder, 2)), bad]);
  await page.getByRole("textbox", { name: t("composer.prompt") }).fill("Pears and nothing else");
  await expect(page.getByRole("alert").filter({ hasText: "letter.png" })).toBeVisible();
  // Of one picture or of many, whichever doubt comes first.
  const dismiss = [1, 2].map((count) => t("composer.lint.dismiss", { count })).join("|");
  await expect(page.getByRole("button", { name: new RegExp(dismiss) }).first()).toBeVisible();
  await expectNoViolations(page);

  const tile = page.getByRole("button", { name: /^photo-1, / });
  const choose = async (row: string) => {
    await tile.press("Enter");
    await page.getByRole("menuitem", { name: row, exact: true }).press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await tile.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await choose(t("composer.renameItem"));
  await choose(t("composer.look"));

  const prompt = page.getByRole("textbox", { name: t("composer.prompt") });
  await prompt.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" @");
  await expect(page.getByRole("listbox")).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
}

/** Files are held over the window and not let go. */
async function checkDrop(page: Page, t: Words) {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "x.png", { type: "image/png" }));
    document.body.dispatchEvent(
      new DragEvent("dragenter", { dataTransfer, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.locator("div.fixed.inset-0")).toBeVisible();
  await expect(page.getByText(t("composer.dropTitle"))).toBeVisible();
  await expectNoViolations(page);
}

const FAILURES = failureCodeSchema.options;
/** Of one press. */
const CELLS_MAX = 8;

/** A cell for each failure that there is. */
async function fail(page: Page, studio: TestStudio, t: Words) {
  for (let from = 0; from < FAILURES.length; from += CELLS_MAX) {
    const codes = FAILURES.slice(from, from + CELLS_MAX);
    const prompt = `Failures from ${from}`;
    await studio.script(codes.map(() => "P00"));
    await press(page, t, { prompt, count: codes.length });
    const failed = page.getByRole("button", {
      name: new RegExp(`^${prompt}, .*${t("feed.failure.generation_failed.title")}$`),
    });
    await expect(failed).toHaveCount(codes.length, { timeout: 60_000 });
    for (const [index, code] of codes.entries()) {
      await studio.query(
        `update variant set failure_code = '${code}' where number = ${index + 1} and generation_id = (select id from generation where prompt_as_typed = '${prompt}')`,
      );
    }
  }
}

test("no state of the tray, the feed and the phone's viewer has a violation", async ({
  page,
  studio,
}) => {
  test.setTimeout(600_000);
  const first = { locale: "en", theme: "dark" } as const;
  await open(page, first, studio.url);
  const words = wordsOf(first.locale);
  const done = await press(page, words, { prompt: "One kept picture", count: 1 });
  await expect(done).toHaveAccessibleName(new RegExp(`${words("feed.state.done")}$`), {
    timeout: 60_000,
  });
  await fail(page, studio, words);

  for (const look of LOOKS) {
    const t = wordsOf(look.locale);
    await open(page, look, studio.url);
    for (const code of FAILURES)
      await expect(page.getByText(t(`feed.failure.${code}.title`)).first()).toBeAttached();
    await expectNoViolations(page);
    await checkTray(page, t);

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: /^One kept picture, AK/ }).click();
    await expect(page.getByRole("dialog").getByRole("img").first()).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1440, height: 900 });
    await checkDrop(page, t);
    await page.reload();
    await untilAlive(page);
    const clear = page.getByRole("button", { name: t("composer.clearAll"), exact: true });
    await clear.click();
  }
});

test("a studio that does not answer is told without a violation", async ({ page, studio }) => {
  test.slow();
  await open(page, { locale: "en", theme: "dark" }, studio.url);
  const t = wordsOf("en");
  // It is not done before the banner is there.
  await studio.script(["P16"]);
  await press(page, t, { prompt: "A long wait", count: 1 });
  await page.route("**/api/status*", (route) => route.abort());
  await expect(page.getByText(t("feed.silent"))).toBeVisible({ timeout: 60_000 });
  await expectNoViolations(page);
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "light"));
  await expectNoViolations(page);
  await page.unroute("**/api/status*");
  await page
    .getByRole("button", { name: t("feed.action.stop_waiting") })
    .first()
    .click();
});
