import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { noise } from "@/lib/media/test-images";
import { expect, giveFiles, OWNER, test, untilAlive } from "./fixtures";
import { wordsOf } from "./words";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-keys-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each step is a key of its own.
test.describe.configure({ timeout: 180_000 });

const STOPS_MAX = 150;

/** Step by step, as someone does without a mouse: what cannot be reached in this way fails. */
async function tabTo(
  page: Page,
  target: Locator,
  key: "Tab" | "Shift+Tab" | "ArrowRight" | "ArrowDown" = "Tab",
) {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached by ${STOPS_MAX} × ${key}`);
}

async function makePhotos(count: number) {
  const files = Array.from({ length: count }, (_, index) =>
    path.join(folder, `shot-${index + 1}.jpg`),
  );
  for (const [index, file] of files.entries())
    await noise(480 + 8 * index, 360 + 6 * index)
      .jpeg()
      .toFile(file);
  return files;
}

for (const locale of ["en", "ru"] as const) {
  const t = wordsOf(locale);
  const promptOf = (page: Page) => page.getByRole("textbox", { name: t("composer.prompt") });
  const cellsOf = (page: Page, text: string, state: string = t("feed.state.done")) =>
    page.getByRole("button", { name: new RegExp(`^${text}, .*, ${state}$`) });
  const exactly = (place: Page | Locator, name: string) =>
    place.getByRole("button", { name, exact: true });

  const open = async (page: Page) => {
    await page.goto("/");
    await untilAlive(page);
  };
  /** `count` pictures of `text` from the keyboard; the focus is in the prompt. */
  const make = async (page: Page, text: string, count = 1) => {
    await tabTo(page, promptOf(page));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
    const fewer = exactly(page, t("composer.oneFewer"));
    await tabTo(page, fewer);
    for (let presses = 0; presses < 4 - count; presses += 1) await page.keyboard.press("Enter");
    await tabTo(page, promptOf(page), "Shift+Tab");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(cellsOf(page, text)).toHaveCount(count, { timeout: 60_000 });
    return cellsOf(page, text);
  };

  test.describe(`I10: by keys alone, in ${locale}`, () => {
    test.beforeEach(({ context, baseURL }) =>
      context.addCookies([{ name: "maquette.locale", value: locale, url: baseURL ?? "" }]),
    );

    test.describe("a stranger", () => {
      test.use({ storageState: { cookies: [], origins: [] } });

      test("1 signs in", async ({ page }) => {
        await page.goto("/sign-in");
        await tabTo(page, page.getByLabel(t("account.field.email")));
        await page.keyboard.type(OWNER.email);
        await tabTo(page, page.getByLabel(t("account.field.password"), { exact: true }));
        await page.keyboard.type(OWNER.password);
        await page.keyboard.press("Enter");
        await expect(promptOf(page)).toBeVisible();
      });
    });

    test("2 composes with three references, puts them in order, and sends them", async ({
      page,
      studio,
    }) => {
      await open(page);
      await giveFiles(page, "paste", await makePhotos(3));
      const tile = (name: string, slot: number) =>
        page.getByRole("button", {
          name: new RegExp(
            `^${name}, ${t("composer.slotNumber", { number: slot }).toLowerCase()}`,
            "i",
          ),
        });
      await expect(page.getByRole("button", { name: /^shot-\d, / })).toHaveCount(3);
      await tabTo(page, tile("shot-1", 1));
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await expect(tile("shot-3", 3)).toBeFocused();
      await page.keyboard.press("Alt+ArrowLeft");
      await page.keyboard.press("Alt+ArrowLeft");
      await expect(tile("shot-3", 1)).toBeFocused();

      await tabTo(page, promptOf(page));
      await page.keyboard.type(`Like ${locale} @shot-1`);
      await expect(page.getByRole("option", { name: "@shot-1" })).toBeVisible();
      await page.keyboard.press("Enter");
      await page.keyboard.press("ControlOrMeta+Enter");
      const sent = `Like ${locale} image 2 (shot-1)`;
      await expect
        .poll(async () => (await studio.acceptedTasks()).filter((task) => task.prompt === sent))
        .toHaveLength(4);
    });

    test("3 watches the queue, and stops waiting", async ({ page, studio }) => {
      await studio.script(["P16"]);
      await open(page);
      const text = `A slow kettle, ${locale}`;
      await tabTo(page, promptOf(page));
      await page.keyboard.type(text);
      const fewer = exactly(page, t("composer.oneFewer"));
      await tabTo(page, fewer);
      for (const _press of [3, 2, 1]) await page.keyboard.press("Enter");
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(cellsOf(page, text, t("feed.state.sent"))).toBeVisible();
      const stop = exactly(
        page.getByRole("article").filter({ hasText: text }),
        t("feed.action.stop_waiting"),
      );
      // It may have gone on by the time that the focus arrives.
      await tabTo(page, cellsOf(page, text, ".*"));
      // The feed is one stop of Tab; the arrows walk in it.
      await tabTo(page, stop, "ArrowRight");
      await page.keyboard.press("Enter");
      await expect(cellsOf(page, text, t("feed.state.let_go"))).toBeVisible();
    });

    test("4 looks closely, walks the run, and takes the recipe", async ({ page }) => {
      await open(page);
      const text = `A pewter jug, ${locale}`;
      const pictures = await make(page, text, 2);
      await tabTo(page, pictures.first());
      await page.keyboard.press("Enter");
      const viewer = page.getByRole("dialog");
      await expect(exactly(viewer, t("viewer.close"))).toBeVisible();
      await page.keyboard.press("z");
      await expect(viewer.getByRole("button", { name: /^(100|200)%$/ })).toBeVisible();
      // Enlarged, the arrows move the picture.
      await page.keyboard.press("z");
      await page.keyboard.press("ArrowRight");
      await expect(viewer).toHaveAccessibleName(/ 2 \S+ 2$/);
      await tabTo(page, exactly(viewer, t("viewer.useRecipe")));
      await page.keyboard.press("Enter");
      await expect(viewer).toBeHidden();
      await expect(promptOf(page)).toHaveText(text);
    });

    test("5 compares two, and keeps one", async ({ page }) => {
      await open(page);
      const pictures = await make(page, `Two spoons, ${locale}`, 2);
      await tabTo(page, pictures.first());
      await page.keyboard.press("c");
      await page.keyboard.press("ArrowRight");
      await expect(pictures.last()).toBeFocused();
      await page.keyboard.press("c");
      const compare = page.getByRole("dialog", { name: t("compare.title") });
      await expect(compare).toBeVisible();
      await page.keyboard.press("m");
      await expect(compare.getByRole("radio", { name: t("compare.modes.slider") })).toBeChecked();
      await tabTo(page, compare.getByRole("button", { name: t("compare.keep", { letter: "B" }) }));
      await page.keyboard.press("Enter");
      await expect(compare).toBeHidden();
      await expect(page.getByRole("button", { name: t("composer.goOn.continue") })).toBeVisible();
    });

    test("6 continues from a picture, and undoes it", async ({ page, studio }) => {
      await open(page);
      const [picture] = await (await make(page, `A tin box, ${locale}`)).all();
      await tabTo(page, picture as Locator);
      await page.keyboard.press("Shift+F10");
      const goOn = page.getByRole("menuitem", { name: t("viewer.continue"), exact: true });
      await tabTo(page, goOn, "ArrowDown");
      await page.keyboard.press("Enter");
      await expect(promptOf(page)).toBeFocused();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(`Rust on it, ${locale}`);
      await page.keyboard.press("ControlOrMeta+Shift+Enter");
      await expect
        .poll(async () => (await studio.acceptedTasks()).map((task) => task.prompt))
        .toContain(`Start from image 1 and change it as follows.\n\nRust on it, ${locale}`);
      await page.keyboard.press("ControlOrMeta+z");
      await expect(promptOf(page)).not.toHaveText(`Rust on it, ${locale}`);
    });

    test("7 marks what to change", async ({ page }) => {
      await open(page);
      const [picture] = await (await make(page, `A brass lamp, ${locale}`)).all();
      await tabTo(page, picture as Locator);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog")).toBeVisible();
      await page.keyboard.press("e");
      const confirm = exactly(page, t("annotate.confirm"));
      await expect(confirm).toBeVisible();
      await tabTo(page, exactly(page, t("annotate.addInMiddle")));
      await page.keyboard.press("Enter");
      await tabTo(page, confirm);
      await page.keyboard.press("Enter");
      await expect(confirm).toBeHidden();
      await expect(page.getByRole("button", { name: t("composer.goOn.region") })).toBeVisible();
    });

    test("8 makes a project, and changes into another one and back", async ({ page }) => {
      await open(page);
      const code = locale === "en" ? "KE" : "KR";
      const command = async (name: string) => {
        await page.keyboard.press("ControlOrMeta+k");
        await expect(page.getByRole("combobox", { name: t("keys.palette.find") })).toBeFocused();
        await page.keyboard.type(name);
        await page.keyboard.press("Enter");
      };
      await command(t("keys.commands.newProject"));
      const dialog = page.getByRole("dialog");
      await tabTo(page, dialog.getByLabel(t("project.name")));
      await page.keyboard.type(`Keys ${locale}`);
      await tabTo(page, dialog.getByLabel(t("project.code")));
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(code);
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`project=${code}`));
      await untilAlive(page);
      await command("Autumn KV");
      await expect(page).toHaveURL(/project=AK/);
    });
  });
}
