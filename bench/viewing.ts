import type { Browser, Page } from "@playwright/test";
import { signedIn, withBrowser } from "@/bench/browser";
import { finished } from "@/bench/finished";
import { interleave, report, round } from "@/bench/report";
import { type BenchStudio, pressOf, sharedStudio } from "@/bench/studio";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { imageUrl } from "@/lib/image/schema/facts";

const FRAME_MS = 1_000 / 60;
const OPENINGS = 8;

type Picture = { variantId: string; imageId: string };

/** As large as the gateway makes them. */
async function pictures4k(studio: BenchStudio, count: number): Promise<Picture[]> {
  const press = pressOf(studio, count);
  const { status } = await finished(studio, [
    { ...press, model: DEFAULT_MODEL.id, resolution: "4K" },
  ]);
  const variants = status.generations.flatMap((generation) => generation.variants);
  return variants.map(({ id, image }) => {
    if (!image) throw new Error("The variant has no picture");
    return { variantId: id, imageId: image.id };
  });
}

/**
 * From the last byte of the 1600 px version to the frame that shows it, as the browser's own element timing
 * tells both, when a person opens a picture in the studio. Beside it the same bytes in an `img` on a page
 * with nothing else, which is what a browser needs to decode and to draw them, and one frame.
 */
export async function viewerOpen() {
  const studio = await sharedStudio();
  const pictures = await pictures4k(studio, OPENINGS);
  return withBrowser(async (browser) => {
    const ours = await openStudio(browser, studio);
    const bare = await openBare(browser, studio);
    const [first, ...rest] = pictures;
    // The viewer itself is loaded with the first picture.
    if (first) await ours(first);
    const waiting = { ours: rest.values(), bare: rest.values() };
    const next = (side: Iterator<Picture>) => side.next().value ?? first ?? NO_PICTURE;
    const delays = await interleave(
      rest.length,
      () => ours(next(waiting.ours)),
      () => bare(next(waiting.bare)),
    );
    return report({
      name: "viewer-open",
      unit: "ms from bytes to paint",
      figures: delays.ours,
      againsts: delays.theirs.map((delay) => delay + FRAME_MS),
      goal: "<=1",
      extra: { frameMs: round(FRAME_MS) },
    });
  });
}

const NO_PICTURE: Picture = { variantId: "", imageId: "" };

/** Marks each picture of this address for element timing as soon as it is in the page. */
const markPictures = () => {
  const mark = () => {
    for (const image of document.querySelectorAll("img[src$='w=1600']:not([elementtiming])"))
      image.setAttribute("elementtiming", "");
  };
  new MutationObserver(mark).observe(document, { childList: true, subtree: true });
};

const PAINT_MS_MAX = 20_000;

const delayOf = (page: Page, { imageId }: Picture) =>
  page.evaluate(
    ({ path, limitMs }) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(`${path} was not painted`)), limitMs);
        type Entry = PerformanceEntry & { url: string; renderTime: number };
        new PerformanceObserver((list, observer) => {
          const entry = (list.getEntries() as Entry[]).find(({ url }) => url.endsWith(path));
          if (!entry) return;
          observer.disconnect();
          const [resource] = performance.getEntriesByName(entry.url, "resource");
          resolve(entry.renderTime - (resource as PerformanceResourceTiming).responseEnd);
        }).observe({ type: "element", buffered: true });
      }),
    { path: imageUrl(imageId, 1600), limitMs: PAINT_MS_MAX },
  );

async function openStudio(browser: Browser, studio: BenchStudio) {
  const page = await (await signedIn(browser, studio)).newPage();
  // The browser does not tell of a picture whose first paint was under a fade.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(markPictures);
  await page.goto("/");
  await page.locator("[data-composer-focus=prompt][contenteditable]").waitFor();
  return async (picture: Picture) => {
    await page.locator(`#cell-${picture.variantId}`).press("Enter");
    const delayMs = await delayOf(page, picture);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    return delayMs;
  };
}

async function openBare(browser: Browser, studio: BenchStudio) {
  const page = await (await signedIn(browser, studio)).newPage();
  // A page of the same origin that has no scripts.
  await page.goto("/healthz");
  return async (picture: Picture) => {
    await page.evaluate(
      (src) => {
        const image = document.createElement("img");
        Object.assign(image, { src, width: 800 });
        image.setAttribute("elementtiming", "");
        document.body.replaceChildren(image);
      },
      imageUrl(picture.imageId, 1600),
    );
    return delayOf(page, picture);
  };
}

const PAN_FRAMES = 240;
const PAN_REPETITIONS = 3;
const PAN_MS_MAX = 8;
const STEP_PX = 6;

/**
 * Main-thread time of a frame in which two 4K pictures are moved at 100 % under one pointer: all tasks of the
 * page's main thread, as the browser adds them up, over the frames in which the pointer has moved.
 */
export async function comparePan() {
  const studio = await sharedStudio();
  const [a, b] = await pictures4k(studio, 2);
  if (!a || !b) throw new Error("Two pictures were asked for");
  return withBrowser(async (browser) => {
    const page = await (await signedIn(browser, studio)).newPage();
    await page.goto(`/?compare=${a.variantId},${b.variantId}`);
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("z");
    await decoded(page, [a, b]);
    await pan(page);
    const figures: number[] = [];
    for (let index = 0; index < PAN_REPETITIONS; index += 1) figures.push(await pan(page));
    return report({
      name: "compare-pan",
      unit: "ms of main thread a frame",
      figures,
      againsts: [PAN_MS_MAX],
      goal: "<=1",
    });
  });
}

/** The originals of both are there, not only their smaller versions. */
async function decoded(page: Page, pictures: readonly Picture[]): Promise<void> {
  for (const { imageId } of pictures) {
    const image = page.locator(`img[src="${imageUrl(imageId)}"]`).first();
    await image.evaluate((element) => (element as HTMLImageElement).decode());
  }
}

/** There and back in a slant; answers with ms a frame. */
async function pan(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const taskSeconds = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  const centre = { x: 360, y: 300 };
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.down();
  const frames = await page.evaluateHandle(() => {
    const counted = { count: 0 };
    // The browser gives one of these to each frame, however often the pointer moves in between.
    window.addEventListener("pointermove", () => {
      counted.count += 1;
    });
    return counted;
  });
  const before = await taskSeconds();
  for (let frame = 1; frame <= PAN_FRAMES; frame += 1) {
    const way = STEP_PX * Math.min(frame, PAN_FRAMES - frame);
    await page.mouse.move(centre.x + way / 2, centre.y + way / 3);
  }
  const elapsedMs = ((await taskSeconds()) - before) * 1_000;
  await page.mouse.up();
  await session.detach();
  return elapsedMs / (await frames.evaluate(({ count }) => count));
}
