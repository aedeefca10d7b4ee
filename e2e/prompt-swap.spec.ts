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

/** Keeps the prompt's editor from arriving until `release` is called; answers when it has arrived. */
async function holdEditor(page: Page) {
  let release = () => undefined as undefined;
  const isOpen = new Promise<void>((open) => {
    release = () => void open() as undefined;
  });
  let arrive = () => undefined as undefined;
  const hasArrived = new Promise<void>((done) => {
    arrive = () => void done() as undefined;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    const isEditor = (await response.text()).includes("cm-references");
    if (isEditor) await isOpen;
    await route.fulfill({ response });
    if (isEditor) arrive();
  });
  return { release, hasArrived };
}

test("words that are typed and composed while the editor is on its way keep their place", async ({
  page,
}) => {
  const editor = await holdEditor(page);
  await page.goto("/");
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
  await expect(prompt).toHaveValue("Тихое 日本");
  await page.keyboard.press("ArrowLeft");

  await untilAlive(page);
  await expect(prompt).toHaveText("Тихое 日本");
  await expect(prompt).toBeFocused();
  // The hand goes on where it was.
  await page.keyboard.type("x");
  await expect(prompt).toHaveText("Тихое 日x本");
  await page.keyboard.press("Control+z");
  await expect(prompt).toHaveText(/^(Тихое 日本)?$/);
});

test("letters are composed in the editor, once, and its keys wait for the choice", async ({
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
