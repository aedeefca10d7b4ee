import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { makeTestImage, makeTestPhotos, noise } from "@/lib/media/test-images";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-references-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `place` such as `1 of 3`. */
const tileOf = (page: Page, name: string, place: string) =>
  page.getByRole("button", { name: new RegExp(`^${name}, slot ${place}, `) });

const promptOf = (page: Page) => page.getByRole("textbox", { name: "Prompt" });

async function begin(page: Page, photoCount: number) {
  await page.goto("/");
  if (photoCount === 0) return untilAlive(page);
  await giveFiles(page, "drop", await makeTestPhotos(folder, photoCount));
  await expect(tileOf(page, "photo-1", `1 of ${photoCount}`)).toBeVisible();
}

/** One row of the menu of a tile, by keys alone. */
async function choose(tile: Locator, row: string, role: "menuitem" | "menuitemradio") {
  await tile.press("Enter");
  await tile.page().getByRole(role, { name: row, exact: true }).press("Enter");
}

/** As from the desk: the browser itself makes the events, also for folders. */
async function dropFromDesk(page: Page, paths: string[], at: { x: number; y: number }) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
    // The layer that takes the drop comes up under the pointer.
    if (type === "dragEnter") await expect(page.locator("div.fixed.inset-0")).toBeVisible();
  }
  await session.detach();
}

async function middleOf(tile: Locator) {
  const box = await tile.boundingBox();
  if (!box) throw new Error("The tile is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width };
}

/** One picture of ours, by its cell in the feed. */
async function makePicture(page: Page, prompt: string) {
  await promptOf(page).fill(prompt);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.getByRole("button", { name: "Generate 1" }).click();
  const done = page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });
  await expect(done).toBeVisible({ timeout: 60_000 });
  return done;
}

test("a picture gets a role and a name, and the text follows", async ({ page }) => {
  await begin(page, 2);
  await promptOf(page).fill("Light of @photo-1 on @photo-2");
  await choose(tileOf(page, "photo-1", "1 of 2"), "Product", "menuitemradio");
  await expect(page.getByRole("button", { name: "photo-1, slot 1 of 2, Product" })).toBeFocused();

  await choose(tileOf(page, "photo-1", "1 of 2"), "Rename…", "menuitem");
  await page.getByRole("textbox", { name: "Name" }).fill("red bottle");
  await page.keyboard.press("Enter");
  await expect(promptOf(page)).toHaveText("Light of @red-bottle on @photo-2");
  await expect(tileOf(page, "red-bottle", "1 of 2")).toBeFocused();
});

test("bug 2: two references that are sent are two at the gateway, one that is off is not", async ({
  page,
  studio,
}) => {
  await begin(page, 3);
  await tileOf(page, "photo-3", "3 of 3").focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(tileOf(page, "photo-3", "2 of 3")).toBeFocused();
  await page.keyboard.press("Alt+1");
  await expect(page.getByRole("button", { name: /^photo-1, .*switched off$/ })).toBeVisible();
  await promptOf(page).fill("Of two things, @photo-3 and @photo-2");
  await page.keyboard.press("Control+Enter");

  const sent = "Of two things, image 1 (photo-3) and image 2 (photo-2)";
  const task = async () => (await studio.acceptedTasks()).find(({ prompt }) => prompt === sent);
  await expect.poll(task).toBeDefined();
  const sha256 = (file: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(folder, file)))
      .digest("hex");
  expect((await task())?.references.map((reference) => reference.sha256)).toEqual([
    sha256("photo-3.webp"),
    sha256("photo-2.png"),
  ]);
});

test("a file dropped on a tile replaces, between tiles inserts, and clear is taken back", async ({
  page,
}) => {
  await begin(page, 2);
  const [other = "", third = ""] = (await makeTestPhotos(path.join(folder, "more"), 5)).slice(3);
  // The advice has its line by then, and the tiles their place.
  await expect(page.getByText(/^@photo-1 has only 320 × 240 pixels/)).toBeVisible();
  const first = await middleOf(tileOf(page, "photo-1", "1 of 2"));
  await dropFromDesk(page, [other], first);
  await expect(page.getByText("photo-1 has a new picture")).toBeVisible();
  await expect(tileOf(page, "photo-1", "1 of 2")).toBeVisible();

  await dropFromDesk(page, [third], { x: first.right + 4, y: first.y });
  await expect(tileOf(page, "photo-5", "2 of 3")).toBeVisible();
  await expect(tileOf(page, "photo-2", "3 of 3")).toBeVisible();

  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByRole("button", { name: "Add pictures, 14 left" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(tileOf(page, "photo-5", "2 of 3")).toBeVisible();
});

test("a folder comes in by the names of its pictures, without what is none", async ({ page }) => {
  await begin(page, 0);
  const shoot = path.join(folder, "shoot");
  mkdirSync(path.join(shoot, "raw"), { recursive: true });
  const [one = "", two = ""] = await makeTestPhotos(path.join(folder, "of-folder"), 2);
  writeFileSync(path.join(shoot, "shot-10.jpg"), readFileSync(one));
  writeFileSync(path.join(shoot, "raw/shot-2.png"), readFileSync(two));
  writeFileSync(path.join(shoot, "notes.txt"), "not a picture");
  await dropFromDesk(page, [shoot], { x: 700, y: 300 });
  await expect(tileOf(page, "shot-2", "1 of 2")).toBeVisible();
  await expect(tileOf(page, "shot-10", "2 of 2")).toBeVisible();
  await expect(
    page.getByText("notes.txt was left out: it is not a picture.").first(),
  ).toBeVisible();
});

test("a picture of ours becomes a reference by keys, by its menu and by dragging", async ({
  page,
}) => {
  await begin(page, 0);
  const cell = await makePicture(page, "A pear on slate");
  await cell.focus();
  await page.keyboard.press("Shift+R");
  await expect(page.getByText(/^AK-\d{4}-\d{2,}\/1 is now in slot 1\.$/)).toBeVisible();
  const tile = tileOf(page, String.raw`AK-\d{4}-\d{2,}-1`, "1 of 1");
  await expect(tile).toBeVisible();

  await cell.press("Enter");
  const viewer = page.getByRole("dialog");
  await viewer.getByRole("button", { name: "Reference", exact: true }).click();
  await expect(page.getByText(/is already in slot 1\.$/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();

  await tile.press("Delete");
  await cell.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Use as reference" }).press("Enter");
  await expect(tile).toBeVisible();
  await expect(cell).toBeFocused();

  await tile.press("Delete");
  await drag(cell, page.getByRole("region", { name: "Composer" }));
  await expect(tile).toBeVisible();

  await tile.press("Delete");
  await cell.press("Enter");
  await expect(viewer).toBeVisible();
  const print = viewer.getByRole("navigation", { name: "Pictures of this run" });
  const place = viewer.getByText("Drop here to use it as a reference");
  await drag(print.locator("[aria-current=true]"), place);
  await expect(place).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(tile).toBeVisible();
});

/** Slowly: what is to take it may come up only while it is held. */
async function drag(source: Locator, target: Locator) {
  const { mouse } = source.page();
  const from = await middleOf(source);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(from.x + 20, from.y + 20, { steps: 5 });
  const to = await middleOf(target);
  await mouse.move(to.x, to.y, { steps: 5 });
  await mouse.up();
}

test("a full tray says so and takes nothing more", async ({ page }) => {
  await begin(page, 0);
  const cell = await makePicture(page, "A fig on marble");
  await giveFiles(page, "drop", await makeTestPhotos(folder, 14));
  await expect(tileOf(page, "photo-14", "14 of 14")).toBeVisible();
  await cell.focus();
  await page.keyboard.press("Shift+R");
  await expect(page.getByText(/^The tray is full: 14 pictures are the most\./)).toBeVisible();
  await expect(tileOf(page, "photo-14", "14 of 14")).toBeVisible();
});

test("HEIC, TIFF and AVIF are converted on offer, upright, and what is damaged is told", async ({
  page,
}) => {
  await begin(page, 0);
  const files = await Promise.all(
    (["sideways.heic", "a.tiff", "a.avif"] as const).map((name) => makeTestImage(folder, name)),
  );
  const broken = path.join(folder, "broken.heic");
  writeFileSync(broken, readFileSync(files[0] ?? "").subarray(0, 700));
  await giveFiles(page, "drop", [...files, broken]);
  await expect(page.getByText("sideways.heic is HEIC.")).toBeVisible();
  await expect(page.getByText("a.tiff is TIFF.")).toBeVisible();
  await expect(page.getByText("a.avif is AVIF.")).toBeVisible();
  await page.getByRole("button", { name: "Add all 4" }).click();

  await expect(page.getByText("broken.heic could not be opened.")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Remove broken" }).last().click();
  for (const [index, [name, note]] of [
    ["sideways", "HEIC → WEBP"],
    ["a", "TIFF → WEBP"],
    ["a-2", "AVIF → WEBP"],
  ].entries()) {
    const tile = `${name}, slot ${index + 1} of 3, no job, ${note}`;
    await expect(page.getByRole("button", { name: tile, exact: true })).toBeVisible();
  }
  const source = await tileOf(page, "sideways", "1 of 3").locator("img").getAttribute("src");
  const shown = await page.request.get(source ?? "");
  const { data, info } = await sharp(await shown.body())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([96, 128]);
  const top = (16 * info.width + 48) * 3;
  expect(data[top]).toBeGreaterThan(200);
  expect(data[top + 2]).toBeLessThan(60);
});

test("what is likely to disappoint is told quietly, with its cure, and can be put away", async ({
  page,
}) => {
  await begin(page, 0);
  const bottle = path.join(folder, "bottle.png");
  const again = path.join(folder, "again.jpg");
  const soft = path.join(folder, "soft.jpg");
  const sample = () => sharp("public/samples/05-amber-packshot.jpg");
  await sample().resize(900).png().toFile(bottle);
  await sample().resize(700).jpeg({ quality: 60 }).toFile(again);
  await noise(900, 700).blur(12).jpeg().toFile(soft);
  await giveFiles(page, "drop", [bottle, again, soft]);
  await promptOf(page).fill("A quiet table with @again and @soft");

  await expect(page.getByText("@bottle is not named in the text")).toBeVisible();
  await expect(tileOf(page, "bottle", "1 of 3")).toHaveAccessibleDescription(
    "Not named in the text",
  );
  await expect(page.getByRole("button", { name: "Generate 4" })).toBeEnabled();
  await page.getByRole("button", { name: "Mention @bottle" }).click();
  await expect(promptOf(page)).toHaveText("A quiet table with @again and @soft @bottle");
  await expect(promptOf(page)).toBeFocused();

  await expect(page.getByText("@again looks almost the same as @bottle.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("@again looks almost the same as @bottle.")).toBeVisible();
  await page.getByRole("button", { name: "1 more" }).click();
  await expect(page.getByText("@soft is out of focus. Details will be lost.")).toBeVisible();
  await page.getByRole("button", { name: "Do not warn about this picture again" }).click();
  await expect(tileOf(page, "soft", "3 of 3")).toHaveAccessibleDescription("@soft");
  await page.getByRole("button", { name: "Switch off @again" }).click();
  await expect(page.getByText("looks almost the same")).toBeHidden();
  await page.reload();
  await expect(tileOf(page, "soft", "3 of 3")).toBeVisible();
  await expect(page.getByText("out of focus")).toBeHidden();
});
