import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { signedIn, withBrowser } from "@/bench/browser";
import { finished } from "@/bench/finished";
import { report, round } from "@/bench/report";
import { type BenchStudio, pressOf, sharedStudio } from "@/bench/studio";
import { draftSchema } from "@/lib/draft/schema";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { REFERENCE_IMAGE_COUNT_MAX as REFERENCES } from "@/lib/generation/schema/facts";
import { makeTestPhotos } from "@/lib/media/test-images";
import { referenceImageViewSchema } from "@/lib/reference-image/schema";
import { FILE_NAME_HEADER } from "@/lib/reference-image/schema/facts";

const PROMPT_LENGTH = 4_000;
const WARM_UP_KEYS = 30;
const KEYS = 300;
const PAUSE_MS = 60;
const KEY_TO_PAINT_MS_MAX = 50;
/** A page of the feed stands above the composer. */
const RUNS = 20;

/** From a key in a long prompt that names every picture of a full tray to the paint that shows its letter. */
export async function keystroke() {
  const studio = await sharedStudio();
  // Ended before anybody types: gateway and worker share the browser's cores here, and nowhere else.
  await finished(
    studio,
    Array.from({ length: RUNS }, () => pressOf(studio, 1)),
  );
  await putDraft(studio, await uploadReferences(studio));
  const times = (await typeIn(studio)).toSorted((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return report({
    name: "keystroke",
    unit: "ms",
    figures: [at(0.95)],
    againsts: [KEY_TO_PAINT_MS_MAX],
    goal: "<=1",
    extra: { keys: times.length, p50: round(at(0.5)), p99: round(at(0.99)) },
  });
}

async function uploadReferences({ url, headers, ports }: BenchStudio): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "maquette-bench-photos-"));
  try {
    const ids: string[] = [];
    for (const file of await makeTestPhotos(folder, REFERENCES)) {
      const response = await fetch(`${url}/api/uploads/${ports.clock.newId()}`, {
        method: "PUT",
        headers: { ...headers, [FILE_NAME_HEADER]: path.basename(file) },
        body: await readFile(file),
      });
      ids.push(referenceImageViewSchema.parse(await response.json()).id);
    }
    return ids;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each picture is named once, evenly spread over the text. */
function promptWith(names: readonly string[]): string {
  const share = Math.floor(PROMPT_LENGTH / names.length);
  const words = "wet basalt in low light, a thin film of water, ".repeat(share);
  const parts = names.map((name) => `@${name} ${words}`.slice(0, share - 1));
  return parts.join("\n").padEnd(PROMPT_LENGTH, ".");
}

async function putDraft({ url, headers }: BenchStudio, ids: readonly string[]): Promise<void> {
  const references = ids.map((referenceImageId, index) => ({
    referenceImageId,
    name: `photo-${index + 1}`,
  }));
  const draft = draftSchema.parse({
    prompt: promptWith(references.map(({ name }) => name)),
    model: DEFAULT_MODEL.id,
    aspectRatio: "1:1",
    resolution: DEFAULT_MODEL.defaultResolution,
    variantCount: 4,
    references,
    changedAt: Date.now(),
  });
  const response = await fetch(`${url}/api/draft`, {
    method: "PUT",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(draft),
  });
  if (!response.ok) throw new Error(`The draft was answered ${response.status}`);
}

/** Milliseconds for each key, typed in the middle of the text. */
const typeIn = (studio: BenchStudio): Promise<number[]> =>
  withBrowser(async (browser) => {
    const page = await (await signedIn(browser, studio)).newPage();
    await page.goto("/");
    const prompt = page.locator("[data-composer-focus=prompt][contenteditable]");
    await prompt.waitFor();
    await prompt.focus();
    for (let line = 0; line < REFERENCES / 2; line += 1) await page.keyboard.press("ArrowDown");
    await typeKeys(page, WARM_UP_KEYS);
    const times = await page.evaluateHandle(watchKeys);
    await typeKeys(page, KEYS);
    await page.waitForFunction(([painted, count]) => painted.length >= count, [
      times,
      KEYS,
    ] as const);
    return times.jsonValue();
  });

/** As fast as a person who types fast. */
const typeKeys = (page: Page, count: number) =>
  page.keyboard.type("abcde ".repeat(Math.ceil(count / 6)).slice(0, count), { delay: PAUSE_MS });

/** Runs in the page. A message that is posted before a paint is delivered after it. */
function watchKeys(): number[] {
  const times: number[] = [];
  const onKeyDown = ({ timeStamp }: KeyboardEvent) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - timeStamp);
      port2.postMessage(null);
    });
  window.addEventListener("keydown", onKeyDown, true);
  return times;
}
