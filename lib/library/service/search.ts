import "server-only";

import { nearestWord, slipsOf } from "@/lib/library/policy/spelling";
import { eachWithout, replaceWord } from "@/lib/library/policy/tokens";
import type { LibraryDays } from "@/lib/library/schema";
import { CHUNK_SIZE } from "@/lib/library/schema/facts";
import { type LibraryPorts, understand } from "@/lib/library/service/understand";
import type { LibraryFilter, LibraryPictureRecord } from "@/lib/ports/library-repository";
import { type Actor, readerOf, seesAll } from "@/lib/shared/actor";

export type Asked = {
  text: string;
  /** One tile for what looks alike. */
  isStacked: boolean;
};

/** What of a search matches nothing is said by name and counts as absent. */
export async function listDays(
  ports: LibraryPorts,
  actor: Actor,
  asked: Asked,
): Promise<LibraryDays> {
  const startedAt = performance.now();
  const asOf = ports.clock.now().toISOString();
  const made = (await search(ports, actor, asked)) ?? (await searchCorrected(ports, actor, asked));
  const relief = made.total === 0 ? await findRelief(ports, actor, asked.text) : null;
  return { ...made, asOf, relief, tookMs: Math.round(performance.now() - startedAt) };
}

type Made = Omit<LibraryDays, "asOf" | "relief" | "tookMs">;

/** Null when nothing is found. */
async function search(
  ports: LibraryPorts,
  actor: Actor,
  { text, isStacked }: Asked,
): Promise<Made | null> {
  const { filter, problems } = await understand(ports, actor, text);
  const counted = await count(ports, actor, { filter, isStacked });
  return counted.total > 0 ? { text, isStacked, corrected: [], problems, ...counted } : null;
}

/** The same with words that nobody has written replaced by those that were meant. */
export async function searchCorrected(
  ports: LibraryPorts,
  actor: Actor,
  { text: asked, isStacked }: Asked,
): Promise<Made> {
  const { filter, problems } = await understand(ports, actor, asked);
  // A word that is a tag is no slip.
  const words = (filter?.words ?? []).filter(({ tagIds }) => tagIds.length === 0);
  const corrected = await correct(
    ports,
    actor,
    words.map(({ text: word }) => word),
  );
  const text = corrected.reduce((it, { typed, meant }) => replaceWord(it, typed, meant), asked);
  const made = corrected.length > 0 ? await search(ports, actor, { text, isStacked }) : null;
  return made
    ? { ...made, corrected }
    : { text: asked, isStacked, corrected: [], problems, days: [], total: 0, pictureCount: 0 };
}

async function correct(
  ports: LibraryPorts,
  actor: Actor,
  words: readonly string[],
): Promise<LibraryDays["corrected"]> {
  const corrected = words.map(async (typed) => {
    const slips = slipsOf(typed);
    if (slips === 0 || (await ports.library.hasWord(actor, typed))) return [];
    const length = { min: typed.length - slips, max: typed.length + slips };
    const known = await ports.library.listWords(actor.teamId, length);
    const meant = await nearestSeen(ports, actor, { typed, known });
    return meant ? [{ typed, meant }] : [];
  });
  return (await Promise.all(corrected)).flat();
}

/** How many of the nearest are looked for among what the person sees. */
const NEAREST_MAX = 5;

/** Words are kept of every project: of those that are closed to the person none is said. */
async function nearestSeen(
  { library }: Pick<LibraryPorts, "library">,
  actor: Actor,
  { typed, known }: { typed: string; known: readonly string[] },
): Promise<string | null> {
  if (seesAll(actor)) return nearestWord(typed, known);
  let left = known;
  for (let tries = 0; tries < NEAREST_MAX; tries += 1) {
    const meant = nearestWord(typed, left);
    if (meant === null || (await library.hasWord(actor, meant))) return meant;
    left = left.filter((word) => word !== meant);
  }
  return null;
}

type Counted = { filter: LibraryFilter | null; isStacked: boolean };

async function count(ports: LibraryPorts, actor: Actor, { filter, isStacked }: Counted) {
  const found = filter ? await ports.library.listDays(actor, filter, isStacked) : [];
  return {
    days: found.map(({ day, count }) => ({ day, count })),
    total: found.reduce((sum, { count }) => sum + count, 0),
    pictureCount: found.reduce((sum, it) => sum + it.pictureCount, 0),
  };
}

/** Parts of a search that are tried without, at most. */
const RELIEF_PARTS_MAX = 6;

/** Null where no single part of several is to blame. */
async function findRelief(
  ports: LibraryPorts,
  actor: Actor,
  text: string,
): Promise<LibraryDays["relief"]> {
  const parts = eachWithout(text).filter(({ rest }) => rest !== "");
  const tried = await Promise.all(
    parts.slice(0, RELIEF_PARTS_MAX).map(async (part) => {
      const { filter } = await understand(ports, actor, part.rest);
      return { ...part, total: (await count(ports, actor, { filter, isStacked: false })).total };
    }),
  );
  const [best] = tried.sort((a, b) => b.total - a.total);
  return best && best.total > 0 ? best : null;
}

export async function listChunk(
  ports: LibraryPorts,
  actor: Actor,
  { text, ...place }: Stretch,
): Promise<LibraryPictureRecord[]> {
  const { filter } = await understand(ports, actor, text);
  if (!filter) return [];
  return ports.library.listChunk(readerOf(actor), filter, { ...place, limit: CHUNK_SIZE });
}

export type Stretch = Asked & { from: string; to: string; asOf: Date; offset: number };

type Behind = { text: string; after: { at: Date; id: string } | null; limit: number };

/** Everything that is found, newest first, from behind a picture; with what of the search says nothing we know. */
export async function listFound(
  ports: LibraryPorts,
  actor: Actor,
  { text, after, limit }: Behind,
): Promise<{ pictures: LibraryPictureRecord[]; problems: LibraryDays["problems"] }> {
  const { filter, problems } = await understand(ports, actor, text);
  if (!filter) return { pictures: [], problems };
  const always = { from: "0001-01-01", to: "9999-12-31", asOf: ports.clock.now() };
  const place = { ...always, ...{ after, limit, offset: 0, isStacked: false } };
  return { pictures: await ports.library.listChunk(readerOf(actor), filter, place), problems };
}

/** Ids in the order of the list. */
export async function listIds(
  ports: LibraryPorts,
  actor: Actor,
  { text, ...place }: Stretch & { limit: number },
): Promise<string[]> {
  const { filter } = await understand(ports, actor, text);
  return filter ? ports.library.listIds(actor, filter, place) : [];
}
