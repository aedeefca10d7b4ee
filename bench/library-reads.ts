import { libraryStudio } from "@/bench/library-studio";
import { interleave, report, round } from "@/bench/report";
import { SEARCHES } from "@/bench/searches";
import type { BenchStudio } from "@/bench/studio";
import { type LibraryDays, libraryChunkSchema, libraryDaysSchema } from "@/lib/library/schema";
import { CHUNK_SIZE } from "@/lib/library/schema/facts";

export const MILLION = 1_000_000;
const PAGES = 40;
const DEEP = 0.98;
const ROUNDS = 3;
const SEARCH_MS_MAX = 100;
const FACETS_MS_MAX = 150;

async function get(studio: BenchStudio, path: string, query: Record<string, string>) {
  const startedAt = performance.now();
  const response = await fetch(`${studio.url}/api/library/${path}?${new URLSearchParams(query)}`, {
    headers: studio.headers,
  });
  const body: unknown = await response.json();
  const tookMs = performance.now() - startedAt;
  if (!response.ok) throw new Error(`${path} ${JSON.stringify(query)} answered ${response.status}`);
  return { body, tookMs };
}

async function readDays(studio: BenchStudio, q: string) {
  const { body, tookMs } = await get(studio, "days", { q });
  return { list: libraryDaysSchema.parse(body), tookMs };
}

/** A page as the grid reads it: whole days from that picture on. */
function pageAt({ days, asOf, total }: LibraryDays, share: number) {
  let before = 0;
  const start = days.findIndex(({ count }) => {
    before += count;
    return before > total * share;
  });
  const first = days[start];
  let count = 0;
  const last = days.slice(start).find((day) => {
    count += day.count;
    return count >= CHUNK_SIZE;
  });
  if (!first) throw new Error("There is no such day");
  return { from: (last ?? days.at(-1) ?? first).day, to: first.day, asOf, offset: "0" };
}

/** 200 pictures after 98 of 100 of a million, against the first 200. */
export async function pageDepth() {
  const studio = await libraryStudio(MILLION);
  const { list } = await readDays(studio, "");
  const read = async (share: number) => {
    const { body, tookMs } = await get(studio, "pictures", { q: "", ...pageAt(list, share) });
    const { pictures } = libraryChunkSchema.parse(body);
    if (pictures.length !== CHUNK_SIZE) throw new Error(`A page of ${pictures.length}`);
    return tookMs;
  };
  await interleave(
    PAGES,
    () => read(DEEP),
    () => read(0),
  );
  const times = await interleave(
    PAGES,
    () => read(DEEP),
    () => read(0),
  );
  return report({
    name: "page-depth",
    unit: "ms a page",
    figures: times.ours,
    againsts: times.theirs,
    goal: "<=2",
  });
}

/** The time that so many of a hundred answers do not exceed. */
const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN;

type Timed = { q: string; tookMs: number };

/** Of each search in turn, so that no answer is in memory because it was just given. */
async function timeEach(measure: (q: string) => Promise<number[]>): Promise<Timed[]> {
  const all: Timed[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const q of SEARCHES) for (const tookMs of await measure(q)) all.push({ q, tookMs });
  return all;
}

function reportSlowest(name: string, all: readonly Timed[], limitMs: number) {
  const times = all.map(({ tookMs }) => tookMs);
  const [slowest] = all.toSorted((a, b) => b.tookMs - a.tookMs);
  return report({
    ...{ name, unit: "ms of an answer, 95th of 100" },
    figures: [percentile(times, 0.95)],
    againsts: [limitMs],
    goal: "<=1",
    extra: {
      searches: SEARCHES.length,
      p50: round(percentile(times, 0.5)),
      max: round(percentile(times, 1)),
      slowest: slowest?.q ?? "",
    },
  });
}

/** Both answers that a search waits for, each by itself: how many there are on which day, and the first pictures. */
export async function search() {
  const studio = await libraryStudio(MILLION);
  const all = await timeEach(async (q) => {
    const { list, tookMs } = await readDays(studio, q);
    if (list.total === 0) return [tookMs];
    const page = await get(studio, "pictures", { q: list.text, ...pageAt(list, 0) });
    return [tookMs, page.tookMs];
  });
  return reportSlowest("search", all, SEARCH_MS_MAX);
}

export async function facets() {
  const studio = await libraryStudio(MILLION);
  const all = await timeEach(async (q) => [(await get(studio, "facets", { q })).tookMs]);
  return reportSlowest("facets", all, FACETS_MS_MAX);
}
