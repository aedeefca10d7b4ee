import type { CDPSession, Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

/** Letters that are being composed, as an editor for Japanese shows them before they are chosen. */
const compose = (session: CDPSession, text: string) =>
  session.send("Input.imeSetComposition", {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
const choose = (session: CDPSession, text: string) => session.send("Input.insertText", { text });

/** Keeps the prompt's editor from arriving until `release` is called. */
async function holdEditor(page: Page) {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    const isEditor = (await response.text()).includes("cm-references");
    if (isEditor) {
      asked.resolve();
      await released.promise;
    }
    await route.fulfill({ response });
    if (isEditor) arrived.resolve();
  });
  return { isAsked: asked.promise, release: released.resolve, hasArrived: arrived.promise };
}

test("words that are typed and composed while the editor is on its way keep their place", async ({
  page,
}) => {
  const editor = await holdEditor(page);
  await page.goto("/");
  // The field is alive: it has asked for its editor.
  await editor.isAsked;
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  const isPlain = () => prompt.evaluate((field) => field.tagName === "TEXTAREA");
  await prompt.click();
  await page.keyboard.type("Тихое ");
  expect(await isPlain()).toBe(true);
  const session = await page.context().newCDPSession(page);
  await compose(session, "に");
  editor.release();
  await editor.hasArrived;
  await compose(session, "にほ");
  // Not under a word that is not chosen yet.
  expect(await isPlain()).toBe(true);
  await choose(session, "日本");
  await page.keyboard.press("ArrowLeft");

  await untilAlive(page);
  await expect(prompt).toHaveText("Тихое 日本");
  await expect(prompt).toBeFocused();
  // The hand goes on where it was.
  await page.keyboard.type("x");
  await expect(prompt).toHaveText("Тихое 日x本");
});

test("letters are composed in the editor, and sent once, as they were chosen", async ({
  page,
  studio,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.click();
  await page.keyboard.type("Lake ");
  const session = await page.context().newCDPSession(page);
  await compose(session, "み");
  await compose(session, "みずうみ");
  await expect(prompt).toHaveText("Lake みずうみ");
  await choose(session, "湖");
  await expect(prompt).toHaveText("Lake 湖");
  await page.keyboard.type(" at dawn");
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(async () => (await studio.acceptedTasks()).map((task) => task.prompt))
    .toContain("Lake 湖 at dawn");
});
