import type { Locator, Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";

test.describe.configure({ timeout: 180_000 });

const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const feed = (page: Page) => page.getByRole("group", { name: "Generations" });
const runOf = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });
const cellsOf = (page: Page, text: string, state = ".*") =>
  page.getByRole("button", { name: new RegExp(`^${text}, AK.*, ${state}$`) });

async function open(page: Page) {
  await page.goto("/");
  await untilAlive(page);
}

/** `count` pictures of `text`, sent from the keyboard as someone does who stays in the prompt. */
async function press(page: Page, text: string, count: number) {
  await prompt(page).fill(text);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  const more = page.getByRole("button", { name: "One picture more" });
  while (await fewer.isEnabled()) await fewer.click();
  for (let each = 1; each < count; each += 1) await more.click();
  await prompt(page).focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(cellsOf(page, text)).toHaveCount(count);
}

const tasksOf = async (studio: TestStudio, text: string) =>
  (await studio.acceptedTasks()).filter((task) => task.prompt === text);

/** What the browser says of the tab; a test's tab is never behind another one. */
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

const iconOf = (page: Page) =>
  page
    .locator("link[rel=icon]")
    .first()
    .evaluate((link) => (link as HTMLLinkElement).href);

test("while results come in nothing moves, the focus stays, and each picture can be used at once", async ({
  page,
  studio,
}) => {
  await page.setViewportSize({ width: 1440, height: 640 });
  await open(page);
  for (const text of ["A first jar", "A second jar", "A third jar"]) {
    await press(page, text, 1);
    await expect(cellsOf(page, text, "Done")).toHaveCount(1, { timeout: 60_000 });
  }
  await feed(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const oldest = runOf(page, "A first jar");
  const before = await oldest.boundingBox();

  const pill = page.getByRole("button", { name: / new$/ });
  await studio.script(["P16"]);
  await press(page, "A jug to come", 1);
  await expect.poll(() => tasksOf(studio, "A jug to come")).toHaveLength(1);
  // A press is no news to whoever made it.
  await expect(pill).toHaveCount(0);
  await studio.script(["F01", "F01", "P16"]);
  await press(page, "A blue jug", 3);
  await expect(prompt(page)).toBeFocused();
  await expect(prompt(page)).toHaveText("A blue jug");
  await page.keyboard.type(" at noon");
  await expect(cellsOf(page, "A blue jug", "Done")).toHaveCount(2, { timeout: 60_000 });

  await expect(prompt(page)).toBeFocused();
  await expect(prompt(page)).toHaveText("A blue jug at noon");
  expect(await oldest.boundingBox()).toEqual(before);
  await expect(pill).toHaveText("2 new");
  await pill.click();
  await expect.poll(() => feed(page).evaluate((element) => element.scrollTop)).toBe(0);
  await expect(pill).toBeHidden();

  // One of its run is still under way.
  await cellsOf(page, "A blue jug", "Done").first().click();
  const viewer = page.getByRole("dialog", { name: /^Picture/ });
  await expect(viewer.getByRole("link", { name: "Download" })).toBeVisible();

  // Five finished pictures teach how long the next one takes.
  await page.goto("/");
  await expect(page.getByText(/^about \d+ s$/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Generate/ })).toHaveAccessibleDescription(
    /about \d+ s/,
  );
  await page.getByRole("button", { name: /^Model/ }).click();
  const models = page.getByRole("radiogroup", { name: "Model" });
  await expect(models.getByRole("radio", { checked: true })).toContainText(/about \d+ s/);
});

test("bug 4: there are as many cards as pictures were asked for, before, during and after a reload", async ({
  page,
}) => {
  await open(page);
  await press(page, "A row of spoons", 4);
  await page.reload();
  await expect(cellsOf(page, "A row of spoons")).toHaveCount(4);
  await expect(cellsOf(page, "A row of spoons", "Done")).toHaveCount(4, { timeout: 60_000 });
  await page.reload();
  await expect(cellsOf(page, "A row of spoons")).toHaveCount(4);
});

test("only the failed cell is tried again, with one new task", async ({ page, studio }) => {
  await studio.script(["P00", "F01"]);
  await open(page);
  await press(page, "A folded map", 2);
  await expect(cellsOf(page, "A folded map", "Done")).toHaveCount(1, { timeout: 60_000 });
  await expect(cellsOf(page, "A folded map", "Did not work out")).toHaveCount(1);
  await runOf(page, "A folded map").getByRole("button", { name: "Try again" }).click();

  await expect(cellsOf(page, "A folded map", "Done")).toHaveCount(2, { timeout: 60_000 });
  await expect(cellsOf(page, "A folded map")).toHaveCount(2);
  expect(await tasksOf(studio, "A folded map")).toHaveLength(3);
});

test("bug 4: what takes long is called slow, then late, and who stops waiting is told of the bill", async ({
  page,
  studio,
}) => {
  await page.clock.install();
  await studio.script(["P16"]);
  await open(page);
  await press(page, "A glass bridge", 1);
  await expect(async () =>
    expect(await tasksOf(studio, "A glass bridge")).toHaveLength(1),
  ).toPass();
  const slow =
    "update generation set slow_after_ms = 60000, late_after_ms = 120000 where prompt_as_typed = 'A glass bridge'";
  await studio.query(slow);
  await page.reload();
  await untilAlive(page);
  const run = runOf(page, "A glass bridge");
  const bar = run.getByRole("progressbar");
  const stop = run.getByRole("button", { name: "Stop waiting" });
  await expect(bar).toHaveAccessibleName("Sent");

  await page.clock.fastForward("01:05");
  await expect(cellsOf(page, "A glass bridge", "Taking longer than usual")).toBeVisible();
  await expect(bar).toBeVisible();
  await expect(stop).toHaveCSS("opacity", "1");
  await page.clock.fastForward("01:00");
  await expect(cellsOf(page, "A glass bridge", "Late")).toBeVisible();
  await expect(run.getByText("Sent 2 min ago. We keep checking.")).toBeVisible();
  await expect(bar).toBeHidden();

  await stop.click();
  await expect(cellsOf(page, "A glass bridge", "You stopped waiting")).toBeVisible();
  await expect(run.getByText("It may still be billed.")).toBeVisible();
});

test("who waits for a turn reads how many go before", async ({ page, studio }) => {
  await open(page);
  await press(page, "A warm stone", 1);
  await expect(cellsOf(page, "A warm stone", "Done")).toHaveCount(1, { timeout: 60_000 });
  await studio.query("update rate_limit set next_free_at = now() + interval '1 hour'");
  await press(page, "A cold stone", 3);
  const run = runOf(page, "A cold stone");
  await expect(run.getByText("1 ahead")).toBeVisible();
  await expect(run.getByText("2 ahead")).toBeVisible();
  await expect(run.getByRole("progressbar").last()).toHaveAttribute("aria-valuetext", "2 ahead");

  await studio.query("update rate_limit set next_free_at = now()");
  await press(page, "A flat stone", 1);
  await expect(cellsOf(page, "A cold stone", "Done")).toHaveCount(3, { timeout: 90_000 });
  await expect(run.getByText("ahead")).toBeHidden();
});

test("the queue says by name what runs, and waiting can be stopped from there", async ({
  page,
  studio,
}) => {
  await studio.script(["P16", "P16"]);
  await open(page);
  await press(page, "A heavy door", 2);
  await page.getByRole("button", { name: /\d+ running/ }).click();
  const list = page.getByRole("dialog", { name: "Under way" });
  const row = list.getByRole("listitem").filter({ hasText: "A heavy door" });
  await expect(row.getByText(/^AK-\d{4}-\d+, 0 of 2$/)).toBeVisible();
  await expectNoViolations(page);
  await row.getByRole("button", { name: /^Stop waiting for AK/ }).click();
  await expect(cellsOf(page, "A heavy door", "You stopped waiting")).toHaveCount(2);
  await expect(row.getByRole("button")).toBeHidden();
});

type Told = {
  asked: number;
  chimes: number;
  shown: { title: string; body?: string; click: () => void }[];
};

/** A browser that gives `answer` when it is asked, and keeps what it was told. */
function fakeNotices(answer: string) {
  const told: Told = { asked: 0, chimes: 0, shown: [] };
  class CountedAudio extends AudioContext {
    constructor() {
      super();
      told.chimes += 1;
    }
  }
  class FakeNotification {
    static permission = "default";
    static async requestPermission() {
      told.asked += 1;
      FakeNotification.permission = answer;
      return answer;
    }
    onclick: (() => void) | null = null;
    constructor(title: string, { body }: { body?: string }) {
      told.shown.push({ title, ...(body && { body }), click: () => this.onclick?.() });
    }
    close() {}
  }
  Object.assign(window, { AudioContext: CountedAudio, Notification: FakeNotification, told });
}
const toldTo = (page: Page) =>
  page.evaluate(() => {
    const { asked, chimes, shown } = (window as unknown as { told: Told }).told;
    return { asked, chimes, shown: shown.map(({ title, body }) => ({ title, body })) };
  });

async function openBell(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "When my pictures are done" }).click();
  return page.getByRole("dialog", { name: "When my pictures are done" });
}

test("the tab tells what ended while it was hidden, until it is looked at", async ({ page }) => {
  await page.addInitScript(fakeNotices, "granted");
  await open(page);
  const plain = await iconOf(page);
  await press(page, "A paper crane", 2);
  await setHidden(page, true);
  await expect(page).toHaveTitle("(2) Maquette", { timeout: 60_000 });
  await expect.poll(() => iconOf(page)).toMatch(/^data:image\/svg\+xml,.*circle/);
  // Nobody has switched anything on.
  expect(await toldTo(page)).toEqual({ asked: 0, chimes: 0, shown: [] });

  await setHidden(page, false);
  await expect(page).not.toHaveTitle(/\d\)/);
  expect(await iconOf(page)).toBe(plain);
});

test("who asked for it gets a sound and one notification for each run, and a click leads to the card", async ({
  page,
}) => {
  await page.addInitScript(fakeNotices, "granted");
  await open(page);
  const bell = await openBell(page);
  await expect(bell.getByRole("switch", { name: "Sound" })).not.toBeChecked();
  await bell.getByRole("switch", { name: "Sound" }).click();
  await expect(bell.getByRole("switch", { name: "Sound" })).toBeChecked();
  expect(await toldTo(page)).toEqual({ asked: 0, chimes: 1, shown: [] });
  await bell.getByRole("switch", { name: "Desktop notification" }).click();
  await expect(bell.getByRole("switch", { name: "Desktop notification" })).toBeChecked();
  expect((await toldTo(page)).asked).toBe(1);
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "When my pictures are done" })).toBeFocused();

  await press(page, "A tin boat", 1);
  await expect(cellsOf(page, "A tin boat", "Done")).toHaveCount(1, { timeout: 60_000 });
  expect(await toldTo(page)).toMatchObject({ chimes: 1, shown: [] });
  await press(page, "A tin whale", 2);
  await setHidden(page, true);
  await expect.poll(async () => (await toldTo(page)).shown, { timeout: 60_000 }).toHaveLength(1);
  await expect.poll(async () => (await toldTo(page)).chimes).toBe(2);
  expect((await toldTo(page)).shown[0]).toMatchObject({
    title: "2 of 2 finished",
    body: expect.stringMatching(/^AK-\d{4}-\d+\nA tin whale$/),
  });
  await page.evaluate(() => (window as unknown as { told: Told }).told.shown[0]?.click());
  await expect(cellsOf(page, "A tin whale").first()).toBeFocused();
});

test("a browser that refuses is not asked twice over, and says how to allow it", async ({
  page,
}) => {
  await page.addInitScript(fakeNotices, "denied");
  await open(page);
  const bell = await openBell(page);
  await bell.getByRole("switch", { name: "Desktop notification" }).click();
  await expect(bell.getByText("Allow them in the site settings")).toBeVisible();
  await expect(bell.getByRole("switch", { name: "Desktop notification" })).not.toBeChecked();
});
