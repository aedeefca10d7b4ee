import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { BrowserContext } from "@playwright/test";
import { signedIn, withBrowser } from "@/bench/browser";
import { finished } from "@/bench/finished";
import { startHello } from "@/bench/hello";
import { report, round } from "@/bench/report";
import { type BenchStudio, pressOf, sharedStudio } from "@/bench/studio";
import { type Draft, draftSchema } from "@/lib/draft/schema";
import { referenceImageViewSchema } from "@/lib/reference-image/schema";
import { FILE_NAME_HEADER } from "@/lib/reference-image/schema/facts";

const REFERENCES = ["05-amber-packshot.jpg", "18-texture-wet-basalt.jpg"];

/**
 * First-load JavaScript of the studio against a page of the same Next that says hello, built in this run.
 *
 * Counted is every script that the browser has asked for by the commit in which React takes over the page
 * (the prompt in the studio, the paragraph in the other): what the document names and what those scripts
 * themselves need for it. What is loaded after that moment, when somebody opens a dialog or the prompt gets
 * its editor, is not. Sizes are those of `gzip -9`, whatever the server's own compression is. The person is
 * signed in, has a draft with two reference images, and pictures in the feed.
 */
export async function weightStudio() {
  const studio = await sharedStudio();
  await putDraft(studio);
  await finished(studio, [pressOf(studio, 4)]);
  const hello = await startHello();
  try {
    return await withBrowser(async (browser) => {
      const own = await weigh(await signedIn(browser, studio), {
        url: studio.url,
        marker: "[data-composer-focus=prompt]",
      });
      const other = await weigh(await browser.newContext(), { url: hello.url, marker: "main" });
      return report({
        name: "weight-studio",
        unit: "KiB gzip",
        figures: [own.kib],
        againsts: [other.kib],
        goal: "<=1.5",
        extra: { files: own.files, filesAgainst: other.files, unpackedKib: round(own.raw) },
      });
    });
  } finally {
    hello.stop();
  }
}

async function putDraft(studio: BenchStudio): Promise<void> {
  const references: Draft["references"] = [];
  for (const name of REFERENCES) {
    const answer = await fetch(`${studio.url}/api/uploads/${studio.ports.clock.newId()}`, {
      method: "PUT",
      headers: { ...studio.headers, [FILE_NAME_HEADER]: name },
      body: readFileSync(`public/samples/${name}`),
    });
    const { id: referenceImageId } = referenceImageViewSchema.parse(await answer.json());
    references.push({ referenceImageId, name, role: "product", isEnabled: true });
  }
  const { prompt, model, aspectRatio, resolution } = pressOf(studio, 4);
  const draft = { prompt, model, aspectRatio, resolution, variantCount: 4, references };
  const answer = await fetch(`${studio.url}/api/draft`, {
    method: "PUT",
    headers: { ...studio.headers, "content-type": "application/json" },
    body: JSON.stringify(draftSchema.parse({ ...draft, changedAt: Date.now() })),
  });
  if (!answer.ok) throw new Error(`PUT /api/draft answered ${answer.status}`);
}

type Page = { url: string; marker: string };

/**
 * React tells a hook that developer tools put into the page of each commit, synchronously and before its
 * effects; a node that React has taken over has a key of its own.
 */
const watchHydration = (marker: string) => {
  const look = () => {
    const element = document.querySelector(marker);
    const isTaken = element && Object.keys(element).some((key) => key.startsWith("__reactFiber$"));
    if (isTaken && performance.getEntriesByName("hydrated").length === 0)
      performance.mark("hydrated");
  };
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: look,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
    },
  });
};

async function weigh(context: BrowserContext, { url, marker }: Page) {
  const page = await context.newPage();
  await page.addInitScript(watchHydration, marker);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("hydrated").length > 0);
  const urls = await page.evaluate(() => {
    const hydratedAt = performance.getEntriesByName("hydrated")[0]?.startTime ?? 0;
    return performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => startTime < hydratedAt && /\.js(\?|$)/.test(name))
      .map(({ name }) => name);
  });
  let [gzipBytes, rawBytes] = [0, 0];
  for (const script of new Set(urls)) {
    const body = Buffer.from(await (await fetch(script)).arrayBuffer());
    gzipBytes += gzipSync(body, { level: 9 }).length;
    rawBytes += body.length;
  }
  await context.close();
  return { kib: gzipBytes / 1024, raw: rawBytes / 1024, files: new Set(urls).size };
}
