import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { referenceImageUrl } from "@/lib/reference-image/schema/facts";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";

const promptOf = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const pictureOf = (page: Page, prompt: string) =>
  page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });

async function makeOne(page: Page, prompt: string) {
  await page.goto("/");
  await untilAlive(page);
  await promptOf(page).fill(prompt);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.getByRole("button", { name: /^Generate 1/ }).click();
  await expect(pictureOf(page, prompt)).toBeVisible({ timeout: 60_000 });
}

async function openBoard(page: Page, prompt: string) {
  await pictureOf(page, prompt).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Picture AK/ })).toBeVisible();
  await page.keyboard.press("e");
  const board = page.getByRole("dialog", { name: /^Mark AK/ });
  await expect(board).toBeVisible();
  return board;
}

/** Places are shares of the picture. */
async function stroke(page: Page, board: Locator, ...points: [number, number][]) {
  const box = await board.locator("svg.touch-none").boundingBox();
  if (!box) throw new Error("The board is not on the screen");
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first = [0, 0], ...rest] = points;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
}

const marksOf = (board: Locator) => board.getByRole("list", { name: "Marks" });
const tool = (board: Locator, name: string) => board.getByRole("button", { name, exact: true });

/** How many pixels of a reference have the colour of marks. */
async function markedPixels(page: Page, studio: TestStudio, slot: number) {
  const [row] = await studio.query(
    `select r.reference_image_id as id from generation_reference r
     join generation g on g.id = r.generation_id
     where g.verb = 'region' and r.slot = ${slot} order by g.created_at desc limit 1`,
  );
  const answer = await page.request.get(referenceImageUrl(String(row?.["id"])));
  const { data, info } = await sharp(await answer.body())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (red > 220 && green < 60 && blue > 50 && blue < 130) count += 1;
  }
  return count;
}

test("marks are drawn, moved and reworded by hand, survive Escape, are drawn into the copy, and stay editable", async ({
  page,
  studio,
}) => {
  await makeOne(page, "A clock above a door");
  const board = await openBoard(page, "A clock above a door");
  await stroke(page, board, [0.2, 0.2], [0.4, 0.4]);
  await tool(board, "Box").click();
  await stroke(page, board, [0.5, 0.5], [0.7, 0.7]);
  await tool(board, "Freehand").click();
  await stroke(page, board, [0.1, 0.8], [0.2, 0.85], [0.3, 0.8], [0.4, 0.85]);
  await tool(board, "Label").click();
  await board.getByRole("textbox", { name: "Label" }).fill("brass");
  await stroke(page, board, [0.6, 0.2]);
  await expect(marksOf(board).getByRole("listitem")).toHaveCount(4);

  await tool(board, "Move").click();
  await stroke(page, board, [0.6, 0.6], [0.65, 0.65]);
  await expect(tool(board, "2. Box")).toHaveAttribute("aria-pressed", "true");
  await tool(board, "4. Label brass").click();
  await board.getByRole("textbox", { name: "Text of mark 4" }).fill("copper");
  await expect(tool(board, "4. Label copper")).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(board).toBeHidden();
  await expect(page.getByText(/^The marks on AK.* are kept/)).toBeVisible();
  const again = await openBoard(page, "A clock above a door");
  await expect(marksOf(again).getByRole("listitem")).toHaveCount(4);
  await tool(again, "Use the marks").click();
  await expect(again).toBeHidden();

  await promptOf(page).fill("Newer hands on the clock");
  await page.getByRole("button", { name: "Edit as marked" }).click();
  await expect(pictureOf(page, "Newer hands on the clock")).toBeVisible({ timeout: 60_000 });
  const task = (await studio.acceptedTasks()).find(({ prompt }) =>
    prompt.endsWith("Newer hands on the clock"),
  );
  expect(task?.references).toHaveLength(2);
  expect(await markedPixels(page, studio, 2)).toBeGreaterThan(
    (await markedPixels(page, studio, 1)) + 300,
  );

  // Another picture takes its place on the stage; the recipe brings the marks back to be changed.
  await page.getByRole("button", { name: /^Unstage AK/ }).click();
  await pictureOf(page, "Newer hands on the clock").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Picture AK/ })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: "Edit as marked" })).toBeVisible();
  const recalled = await openBoard(page, "A clock above a door");
  await expect(tool(recalled, "4. Label copper")).toBeVisible();
  await page.keyboard.press("Escape");
});

test("a re-render of a marked edit leaves the copy with the marks behind", async ({
  page,
  studio,
}) => {
  await makeOne(page, "A sledge under a tree");
  const board = await openBoard(page, "A sledge under a tree");
  await stroke(page, board, [0.3, 0.3], [0.6, 0.6]);
  await tool(board, "Use the marks").click();
  await promptOf(page).fill("Rope on the sledge");
  await page.getByRole("button", { name: "Edit as marked" }).click();
  await expect(pictureOf(page, "Rope on the sledge")).toBeVisible({ timeout: 60_000 });

  await pictureOf(page, "Rope on the sledge").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Picture AK/ })).toBeVisible();
  await page.keyboard.press("k");
  const question = page.getByRole("dialog", { name: /^Finish AK/ });
  await question.getByRole("button", { name: /^Finish at 4K/ }).click();
  await expect(question).toBeHidden();
  const finished = async () =>
    (await studio.acceptedTasks()).find(({ prompt }) =>
      /^Reproduce image 1[\s\S]*Rope on the sledge$/.test(prompt),
    );
  await expect.poll(finished).toBeTruthy();
  const edit = (await studio.acceptedTasks()).find(({ prompt }) =>
    /^Edit image 1[\s\S]*Rope on the sledge$/.test(prompt),
  );
  const [clean, marked] = edit?.references ?? [];
  const sent = (await finished())?.references.map(({ sha256 }) => sha256);
  expect(sent).toHaveLength(2);
  expect(sent).toContain(clean?.sha256);
  expect(sent).not.toContain(marked?.sha256);
  await page.keyboard.press("Escape");
  await expect(pictureOf(page, "Rope on the sledge")).toHaveCount(2, { timeout: 60_000 });
});
