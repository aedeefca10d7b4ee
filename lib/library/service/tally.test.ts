import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openTestLibrary, reviewer } from "@/lib/library/service/test-library";
import { readerOf } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const BY_TOTAL = "project_id, author_id, model, aspect_ratio, status, stars";
const BY = `day, ${BY_TOTAL}`;
const ENTRIES =
  "(select *, library_status(pick_count, reject_count) as status from library_entry) as e";

/** What the database has counted, and what it would count now. */
async function counts() {
  const read = (sql: string) => database.prisma.$queryRawUnsafe(sql);
  return {
    kept: await read(
      `select ${BY}, image_count from library_tally where image_count <> 0 order by ${BY}`,
    ),
    total: await read(
      `select ${BY_TOTAL}, image_count from library_total where image_count <> 0 order by ${BY_TOTAL}`,
    ),
    nowTotal: await read(
      `select ${BY_TOTAL}, count(*)::int as image_count from ${ENTRIES}
       where deleted_at is null group by ${BY_TOTAL} order by ${BY_TOTAL}`,
    ),
    now: await read(
      `select ${BY}, count(*)::int as image_count
       from ${ENTRIES}
       where deleted_at is null group by ${BY} order by ${BY}`,
    ),
  };
}

test("counts follow what is made, marked, moved, binned, restored and removed", async () => {
  const { studio, ports, addRun, addPicture } = await openTestLibrary(database);
  const { actor } = studio;
  const follows = async () => {
    const { kept, now, total, nowTotal } = await counts();
    expect(kept).toEqual(now);
    expect(total).toEqual(nowTotal);
  };
  const { ids } = await addRun("A cup", 4);
  await addPicture("A bottle", "2026-11-21T12:00:00Z");
  await follows();
  const reader = readerOf(actor);
  const at = new Date("2026-11-22T12:00:00Z");
  await ports.library.mark(reader, [{ imageIds: ids.slice(0, 2), verdict: "pick", stars: 3 }], at);
  await follows();
  await ports.library.mark(reader, [{ imageIds: ids, verdict: "reject" }], at);
  await follows();
  const projectId = ports.clock.newId();
  await database.prisma.project.create({
    data: { id: projectId, teamId: actor.teamId, name: "Spring", code: "SP" },
  });
  await ports.library.move(actor, ids.slice(1, 3), projectId);
  await follows();
  await ports.library.bin(reader, ids, at);
  await follows();
  await ports.library.restore(actor, ids.slice(0, 2));
  await follows();
  await database.prisma.image.deleteMany({ where: { id: { in: ids } } });
  await follows();
  const { now } = await counts();
  expect(now).toHaveLength(1);
});

test("a search that the counts answer is answered as one that looks at every picture", async () => {
  const { addRun, ports, studio, facets, days } = await openTestLibrary(database);
  const { ids } = await addRun("A cup on a table", 5);
  const { actor } = studio;
  const reader = readerOf(actor);
  const at = new Date("2026-11-22T12:00:00Z");
  await ports.library.mark(reader, [{ imageIds: ids.slice(0, 1), verdict: "pick", stars: 5 }], at);
  await ports.library.mark(reader, [{ imageIds: ids.slice(1, 3), verdict: "reject" }], at);
  for (const tokens of [
    ...["", "status:picked", "-status:picked", "rating:>=4", "has:stars", "-has:stars"],
    ...["ratio:1:1", "-ratio:1:1", "model:pro", "project:AK", "since:2026-11", "until:2026-10"],
    ...["mark:unmarked", "mark:unmarked project:AK", "mark:unmarked since:2026-11"],
  ])
    for (const who of [actor, reviewer(actor)]) {
      const counted = await facets(tokens, who);
      const looked = await facets(`cup ${tokens}`, who);
      expect(counted, tokens).toEqual(looked);
      expect((await days(tokens)).days, tokens).toEqual((await days(`cup ${tokens}`)).days);
    }
});
