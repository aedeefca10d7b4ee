import { afterAll, beforeAll, expect, test } from "vitest";
import { createMadeBefore } from "@/lib/adapters/prisma/made-before";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { presentMadeBefore } from "@/lib/library/presenter";
import { MADE_BEFORE_MAX } from "@/lib/library/schema/facts";
import { madeBeforeSchema } from "@/lib/library/schema/made-before";
import { binPictures } from "@/lib/library/service/change";
import { listMadeBefore } from "@/lib/library/service/made-before";
import { markPictures } from "@/lib/library/service/marks";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function openLibrary() {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const ports = { madeBefore: createMadeBefore(database.prisma) };
  async function find(
    prompt: string,
    references: ReferenceImageRecord[] = [],
    actor = studio.actor,
  ) {
    const referenceImageIds = references.map(({ id }) => id);
    const found = await listMadeBefore(ports, actor, { prompt, referenceImageIds });
    return madeBeforeSchema.parse({ pictures: found.map(presentMadeBefore) }).pictures;
  }
  const ids = async (...asked: Parameters<typeof find>) =>
    (await find(...asked)).map(({ imageId }) => imageId);
  /** A picture that was made with them. */
  async function addWith(prompt: string, references: [ReferenceImageRecord, boolean][]) {
    studio.ports.clock.advance(1_000);
    const generation = await studio.created({
      prompt,
      references: references.map(([{ id: referenceImageId }, isEnabled], index) => ({
        ...{ referenceImageId, name: `one ${index + 1}`, role: null, isEnabled },
      })),
    });
    const [id = ""] = await library.paint(generation, "2026-11-20T12:00:00Z");
    return id;
  }
  return { ...library, find, ids, addWith };
}

test("a text like one of the team's finds its picture, whoever made it", async () => {
  const { addPicture, addColleague, find } = await openLibrary();
  const made = await addPicture("An amber bottle on wet stone, soft light");
  await addPicture("A ship on the open sea");
  const lin = await addColleague("Lin Yao");
  expect(await find("amber bottle on wet stone", [], reviewer(lin))).toEqual([
    {
      ...{ imageId: made, variantId: expect.any(String), generationId: expect.any(String) },
      ...{ code: expect.stringMatching(/^AK-.*\/1$/), authorName: "Designer", thumbhash: null },
      ...{ prompt: "An amber bottle on wet stone, soft light", at: "2026-11-20T12:00:00.000Z" },
    },
  ]);
  expect(await find("a train in the mountains")).toEqual([]);
  expect(await find("bottle")).toEqual([]);
  expect(await find("")).toEqual([]);
});

test("по-русски находится в любом падеже", async () => {
  const { addPicture, ids } = await openLibrary();
  const made = await addPicture("Янтарная бутылка на тёмном камне");
  expect(await ids("янтарные бутылки на темных камнях")).toEqual([made]);
});

test("of a run the picture that people like best comes, of a text the newest run that has one", async () => {
  const { studio, ports, addRun, ids } = await openLibrary();
  const { ids: older } = await addRun("amber bottle on stone", 3);
  studio.ports.clock.advance(1_000);
  const { ids: newer } = await addRun("Amber bottle on stone", 2);
  studio.ports.clock.advance(1_000);
  const { ids: newest } = await addRun("amber bottle  on stone", 1);
  // Nothing has come of it yet.
  await studio.created({ prompt: "amber bottle on stone" });
  expect(await ids("amber bottle on stone")).toEqual([newest[0], newer[0]]);

  const [out = "", best = ""] = older;
  await binPictures(ports, studio.actor, newest);
  await markPictures(ports, studio.actor, [
    { imageIds: [best], verdict: "pick" },
    { imageIds: [out], verdict: "reject" },
  ]);
  expect(await ids("amber bottle on stone")).toEqual([best, newer[0]]);
});

test("what lies in the bin is not held out to anybody", async () => {
  const { studio, ports, addPicture, ids } = await openLibrary();
  const made = await addPicture("amber bottle on stone");
  await binPictures(ports, studio.actor, [made]);
  expect(await ids("amber bottle on stone")).toEqual([]);
});

test("the same references find what was made with them; what was switched off was not", async () => {
  const { studio, ids, addWith } = await openLibrary();
  const [logo, stone, cloth] = [
    await studio.addReference(),
    await studio.addReference(),
    await studio.addReference(),
  ];
  const one = await addWith("a ship", [[logo, true]]);
  const both = await addWith("a train", [
    [logo, true],
    [stone, true],
  ]);
  await addWith("a plane", [[logo, false]]);
  expect(await ids("", [logo, stone])).toEqual([both, one]);
  expect(await ids("", [logo])).toEqual([one, both]);
  expect(await ids("", [cloth])).toEqual([]);
  expect(await ids("a train", [logo])).toEqual([both, one]);
  expect(await ids("a train at the station", [logo, stone])).toEqual([both, one]);
});

test("another team's pictures are never found, not even by its references", async () => {
  const theirs = await openLibrary();
  const reference = await theirs.studio.addReference();
  const made = await theirs.addWith("amber bottle on stone", [[reference, true]]);
  const ours = await openLibrary();
  expect(await ours.ids("amber bottle on stone", [reference])).toEqual([]);
  expect(await theirs.ids("amber bottle on stone", [reference])).toEqual([made]);
});

test("among many that hold a frequent word the likeliest come first, a rare one from far back too", async () => {
  const { studio, ids, addPicture } = await openLibrary();
  const rare = await addPicture("zephyr lighthouse above the cliffs");
  // Newer texts than are looked through one by one.
  await database.prisma.$executeRaw`
    insert into prompt_use (team_id, owner_id, prompt_hash, words, use_count, used_at, generation_id)
    select team_id, owner_id, prompt_hash('x' || n), 'frequent wording number ' || n, 1,
      used_at + n * interval '1 s', generation_id
    from prompt_use, generate_series(1, 3000) as n
    where team_id = ${studio.teamId} and owner_id = team_id`;
  expect(await ids("a zephyr lighthouse above cliffs")).toEqual([rare]);
  expect((await ids("frequent wording number 2977")).length).toBeLessThanOrEqual(MADE_BEFORE_MAX);
});
