import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page, Request } from "@playwright/test";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

// The numbers are those of docs/bugs-of-others.md; the rest of them is tested where its part is.

const folder = mkdtempSync(path.join(tmpdir(), "maquette-bugs-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const promptOf = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const runOf = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });

/** One picture of `text`; answers with its cell in whatever state. */
async function press(page: Page, text: string) {
  await promptOf(page).fill(text);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.keyboard.press("Control+Enter");
  return page.getByRole("button", { name: new RegExp(`^${text}, AK`) });
}

const isDone = (page: Page, text: string) =>
  expect(page.getByRole("button", { name: new RegExp(`^${text}, AK.*Done$`) })).toBeVisible({
    timeout: 60_000,
  });

test("bug 1: a recipe without references leaves none behind, and twice is once", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await press(page, "A bare wall");
  const useRecipe = runOf(page, "A bare wall").getByRole("button", { name: /Use recipe/ });
  await expect(useRecipe).toBeVisible();
  await giveFiles(page, "drop", await makeTestPhotos(folder, 2));
  const tiles = page.getByRole("button", { name: /, slot \d of \d/ });
  await expect(tiles).toHaveCount(2);
  await promptOf(page).fill("Something with two things");

  for (const _time of ["once", "twice"]) {
    await useRecipe.click();
    await expect(promptOf(page)).toHaveText("A bare wall");
    await expect(tiles).toHaveCount(0);
  }
});

test("bug 3: what is delivered smaller than asked says so on the card and in its facts", async ({
  page,
  studio,
}) => {
  await studio.script(["B19"]);
  await page.goto("/");
  await untilAlive(page);
  await press(page, "A wall at night");
  await isDone(page, "A wall at night");
  await expect(runOf(page, "A wall at night").getByText(/^asked \d.*, got \d/)).toBeVisible();

  await page.getByRole("button", { name: /^A wall at night, AK/ }).click();
  const delivered = page
    .getByRole("definition")
    .filter({ hasText: /^64.×.64.*asked 1024.×.1024$/ });
  await expect(delivered).toBeVisible();
});

test("bugs 8, 9, 10: after a reload a picture comes from us alone, with its facts, and no answer holds one", async ({
  page,
  studio,
}) => {
  await page.goto("/");
  await giveFiles(page, "drop", await makeTestPhotos(folder, 1));
  await press(page, "A wall by day");
  await isDone(page, "A wall by day");
  const facts = async () => {
    await page.getByRole("button", { name: /^A wall by day, AK/ }).click();
    const viewer = page.getByRole("dialog");
    await expect(viewer.getByRole("link", { name: "Download" })).toBeVisible();
    return viewer.getByRole("definition").allTextContents();
  };
  const before = await facts();
  expect(before.length).toBeGreaterThan(5);

  const requests: Request[] = [];
  page.on("request", (request) => requests.push(request));
  await page.goto("/");
  await untilAlive(page);
  expect(await facts()).toEqual(before);
  const pictures = requests.filter((request) => request.resourceType() === "image");
  expect(pictures.length).toBeGreaterThan(0);
  for (const request of requests)
    expect(request.url(), "not from us").toMatch(new RegExp(`^(${studio.url}|data:|blob:)`));

  const html = await (await page.request.get("/")).text();
  expect(html).not.toMatch(/data:image\/(png|jpeg|webp);base64,[\w+/]{2000}/);

  const [row] = await studio.query(
    "select max(length(payload::text)) as longest from graphile_worker._private_jobs",
  );
  expect(Number(row?.["longest"])).toBeLessThan(300);
});

test("bug 14: while a picture is made, no request of the page waits for it", async ({
  page,
  studio,
}) => {
  const open = new Set<Request>();
  page.on("request", (request) => open.add(request));
  for (const end of ["requestfinished", "requestfailed"] as const)
    page.on(end as "requestfinished", (request) => open.delete(request));
  await studio.script(["P16"]);
  await page.goto("/");
  await untilAlive(page);
  const cell = await press(page, "A wall that takes its time");
  await expect(runOf(page, "A wall that takes its time").getByRole("progressbar")).toBeVisible();
  await expect.poll(() => [...open].map((request) => request.url())).toEqual([]);
  await expect(cell).not.toHaveAccessibleName(/Done$/);
  // It would stay under way for whoever comes next.
  await runOf(page, "A wall that takes its time")
    .getByRole("button", { name: "Stop waiting" })
    .click();
  await expect(cell).toHaveAccessibleName(/You stopped waiting$/);
});

test("bug 15: a key presses the button that has the focus, and sets nothing else off", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await promptOf(page).fill("A wall with a door");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: /^A wall with a door, AK.*Done$/ })).toHaveCount(
    4,
    {
      timeout: 60_000,
    },
  );
  await runOf(page, "A wall with a door").getByRole("button", { name: /^More/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Compare all 4" }).press("Enter");
  const compare = page.getByRole("dialog", { name: "Compare" });
  const stages = compare.getByRole("region");
  await expect(stages).toHaveCount(4);
  for (const count of [3, 2]) {
    await page.keyboard.press("x");
    await expect(stages).toHaveCount(count);
  }
  // Space, held, shows B over A here.
  const swap = compare.getByRole("button", { name: /^Swap/ });
  const first = await stages.first().getAttribute("aria-label");
  const codeOfA = first?.replace("A: ", "") ?? "";
  await swap.focus();
  await page.keyboard.press("Space");
  await expect(stages.last()).toHaveAccessibleName(`B: ${codeOfA}`);
  await page.keyboard.press("Enter");
  await expect(stages.first()).toHaveAccessibleName(`A: ${codeOfA}`);
});
