import type { Browser, CDPSession, Page } from "@playwright/test";
import { signedIn, withBrowser } from "@/bench/browser";
import { drawFloor, type FloorPicture } from "@/bench/grid-floor";
import { MILLION } from "@/bench/library-reads";
import { libraryStudio } from "@/bench/library-studio";
import { interleave, median, report, round } from "@/bench/report";
import type { BenchStudio } from "@/bench/studio";
import { imageUrl } from "@/lib/image/schema/facts";
import { PICTURES_MAX } from "@/lib/library/schema/facts";
import { listDays, listIds } from "@/lib/library/service/search";

const PICTURES = 100_000;
const FRAMES = 240;
const STEP_PX = 400;
const REPETITIONS = 3;
/** A frame that took so long is one that somebody sees missing. */
const DROPPED_MS = 25;
const SCRIPT_MS_MAX = 50;
const SETTLED_LOOK_MS = 250;
const HEAP_MB_MAX = 25;

/** The list of pictures: the one element of the page that scrolls so far. */
const findScroller = () => {
  const far = [...document.querySelectorAll<HTMLElement>("*")].find(
    ({ scrollHeight, clientHeight }) => clientHeight > 200 && scrollHeight > 20 * clientHeight,
  );
  if (!far) throw new Error("Nothing scrolls");
  return far;
};

type Metric = "TaskDuration" | "ScriptDuration" | "JSHeapUsedSize";

async function metrics(session: CDPSession): Promise<Record<Metric, number>> {
  const { metrics: all } = await session.send("Performance.getMetrics");
  return Object.fromEntries(all.map(({ name, value }) => [name, value])) as Record<Metric, number>;
}

type Watched = { page: Page; session: CDPSession };

async function watch(page: Page): Promise<Watched> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return { page, session };
}

/** The library with its first pictures loaded. */
async function openLibrary(
  browser: Browser,
  studio: BenchStudio,
  viewport?: null,
): Promise<Watched> {
  const page = await (await signedIn(browser, studio, viewport)).newPage();
  await page.goto("/library");
  await page.locator("[data-index] img[data-loaded]").first().waitFor();
  return watch(page);
}

/** The same pictures in the same sizes on a page of the same origin that does nothing else. */
async function openFloor(browser: Browser, studio: BenchStudio, like: Page): Promise<Watched> {
  const measures = await like.evaluate(() => {
    const tile = document.querySelector("[data-index]")?.getBoundingClientRect();
    const image = document.querySelector<HTMLImageElement>("[data-index] img[src]");
    return { cell: tile?.width ?? 0, width: image?.src.split("w=")[1] ?? "" };
  });
  const page = await (await signedIn(browser, studio)).newPage();
  await page.goto("/healthz");
  const ids = await newestIds(studio);
  const pictures: FloorPicture[] = ids.map((id) => ({
    src: imageUrl(id, measures.width === "640" ? 640 : 320),
  }));
  await page.evaluate(drawFloor, { pictures, cell: measures.cell, total: PICTURES });
  await page.locator("img").first().waitFor();
  return watch(page);
}

const newestIds = ({ ports, actor }: BenchStudio) =>
  listIds(ports, actor, {
    ...{ text: "", isStacked: false, from: "2000-01-01", to: "2100-01-01", offset: 0 },
    ...{ asOf: new Date(), limit: PICTURES_MAX },
  });

type Scrolled = { taskMs: number; dropped: number };

/** Down from the top, so many pixels in each frame; a wheel that is turned as fast as it goes. */
async function scroll({ page, session }: Watched): Promise<Scrolled> {
  const scroller = await page.evaluateHandle(findScroller);
  await scroller.evaluate((element) => {
    element.scrollTop = 0;
  });
  await page.waitForLoadState("networkidle");
  const before = await metrics(session);
  const dropped = await scroller.evaluate(
    (element, { frames, stepPx, droppedMs }) =>
      new Promise<number>((resolve) => {
        let [frame, late, last] = [0, 0, performance.now()];
        const next = (now: number) => {
          if (now - last > droppedMs) late += 1;
          last = now;
          element.scrollTop += stepPx;
          frame += 1;
          if (frame < frames) requestAnimationFrame(next);
          else resolve(late);
        };
        requestAnimationFrame(next);
      }),
    { frames: FRAMES, stepPx: STEP_PX, droppedMs: DROPPED_MS },
  );
  const after = await metrics(session);
  return { taskMs: ((after.TaskDuration - before.TaskDuration) * 1_000) / FRAMES, dropped };
}

/** Main-thread time of a frame that scrolls through 100,000 pictures, against recycled elements without a product. */
export async function gridScroll() {
  const studio = await libraryStudio(PICTURES);
  return withBrowser(async (browser) => {
    const ours = await openLibrary(browser, studio);
    const floor = await openFloor(browser, studio, ours.page);
    // The first run compiles.
    await scroll(ours);
    await scroll(floor);
    const run = (side: Watched) => async () => {
      await side.page.bringToFront();
      return scroll(side);
    };
    const runs = await interleave(REPETITIONS, run(ours), run(floor));
    const dropped = (side: Scrolled[]) => median(side.map((it) => it.dropped));
    return report({
      name: "grid-scroll",
      unit: "ms of main thread a frame",
      figures: runs.ours.map(({ taskMs }) => taskMs),
      againsts: runs.theirs.map(({ taskMs }) => taskMs),
      goal: "<=1.5",
      extra: { dropped: dropped(runs.ours), droppedAgainst: dropped(runs.theirs), frames: FRAMES },
      also: dropped(runs.ours) <= 2 * dropped(runs.theirs),
    });
  });
}

/** Script of a jump to each month in turn, until its pictures are there. The longest counts. */
export async function gridJump() {
  const studio = await libraryStudio(PICTURES);
  return withBrowser(async (browser) => {
    const { page, session } = await openLibrary(browser, studio);
    const slider = page.getByRole("slider", { name: "Month" });
    const months = Number(await slider.getAttribute("aria-valuemax"));
    await slider.focus();
    const jump = async (key: string) => {
      const before = await metrics(session);
      await page.keyboard.press(key);
      await settled(page);
      return ((await metrics(session)).ScriptDuration - before.ScriptDuration) * 1_000;
    };
    await jump("End");
    await jump("Home");
    const times: number[] = [];
    for (let month = 1; month < months; month += 1) times.push(await jump("ArrowDown"));
    return report({
      name: "grid-jump",
      unit: "ms of script, the longest of all months",
      figures: [Math.max(...times)],
      againsts: [SCRIPT_MS_MAX],
      goal: "<=1",
      extra: { months, median: round(median(times)) },
    });
  });
}

/** Every cell that is drawn has its picture. Asked now and then, and cheaply: asking is script of the page too. */
const settled = (page: Page) =>
  page.waitForFunction(
    () => {
      const drawn = ":not([hidden]) > [data-index]:not([hidden]) img";
      return (
        document.querySelector(drawn) && !document.querySelector(`${drawn}:not([data-loaded])`)
      );
    },
    undefined,
    { polling: SETTLED_LOOK_MS },
  );

/** What the page keeps once somebody has been everywhere in 100,000 pictures. */
export async function gridHeap() {
  const studio = await libraryStudio(PICTURES);
  return withBrowser(async (browser) => {
    const watched = await openLibrary(browser, studio);
    const slider = watched.page.getByRole("slider", { name: "Month" });
    const months = Number(await slider.getAttribute("aria-valuemax"));
    await slider.focus();
    for (let month = 1; month < months; month += 1) {
      await watched.page.keyboard.press("ArrowDown");
      await settled(watched.page);
    }
    await scroll(watched);
    await watched.session.send("HeapProfiler.collectGarbage");
    const { JSHeapUsedSize } = await metrics(watched.session);
    return report({
      name: "grid-heap",
      unit: "MB",
      figures: [JSHeapUsedSize / 1_000_000],
      againsts: [HEAP_MB_MAX],
      goal: "<=1",
    });
  });
}

/**
 * The place of the last picture that can be seen, of a million, on a screen with two device pixels to each of its own:
 * there browsers cut what is higher than 16.7 million pixels.
 */
export async function gridReach() {
  const studio = await libraryStudio(MILLION);
  return withBrowser(
    async (browser) => {
      // A pixel ratio that is only emulated does not cut.
      const { page } = await openLibrary(browser, studio, null);
      const scroller = await page.evaluateHandle(findScroller);
      await scroller.evaluate((element) => {
        element.scrollTop = element.scrollHeight;
      });
      await settled(page);
      const last = await scroller.evaluate((element) => {
        const box = element.getBoundingClientRect();
        const seen = [...element.querySelectorAll<HTMLElement>("[data-index]")].filter((cell) => {
          const { top, bottom } = cell.getBoundingClientRect();
          return cell.checkVisibility() && top >= box.top && bottom <= box.bottom + 1;
        });
        return Math.max(...seen.map((cell) => Number(cell.dataset["index"]))) + 1;
      });
      const pixelRatio = await page.evaluate(() => devicePixelRatio);
      const { total } = await listDays(studio.ports, studio.actor, { text: "", isStacked: false });
      return report({
        name: "grid-reach",
        unit: "pictures that can be reached",
        figures: [last],
        againsts: [total],
        goal: ">=1",
        extra: { pixelRatio },
        also: pixelRatio === 2 && total >= MILLION,
      });
    },
    ["--force-device-scale-factor=2", "--window-size=1440,900"],
  );
}
