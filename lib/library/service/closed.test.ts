import { afterAll, beforeAll, expect, test } from "vitest";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createLineageRepository } from "@/lib/adapters/prisma/lineage-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { retryVariant } from "@/lib/generation/service/change";
import { findGeneration, listGenerations } from "@/lib/generation/service/read";
import { openTestLibrary } from "@/lib/library/service/test-library";
import { findLineage } from "@/lib/lineage/service";
import { type Actor, readerOf } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A team with a project that is closed to Lin, who is one of its designers. */
async function openClosed() {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const closedId = studio.ports.clock.newId();
  await database.prisma.project.create({
    data: { id: closedId, teamId: studio.teamId, name: "Secret", code: "SE", isClosed: true },
  });
  const colleague = await library.addColleague("Lin");
  const lin = { ...colleague, closedProjectIds: [closedId] } as Actor;
  const move = (imageIds: readonly string[], projectId: string) =>
    library.ports.library.move(studio.actor, imageIds, projectId);
  return { ...library, closedId, lin, move };
}
type Closed = Awaited<ReturnType<typeof openClosed>>;

/** Pictures of many days in both projects, with marks of two people, some in the bin. */
async function fill({ addRun, move, closedId, ports, studio, lin }: Closed) {
  const at = new Date("2026-11-22T12:00:00Z");
  for (const [index, day] of ["2026-10-03", "2026-10-04", "2026-11-20"].entries()) {
    const { ids } = await addRun("A cup on a table", 6, `${day}T12:00:00Z`);
    await move(ids.slice(0, 2 + index), closedId);
    const reader = readerOf(studio.actor);
    await ports.library.mark(
      reader,
      [{ imageIds: ids.slice(1, 4), verdict: "pick", stars: 4 }],
      at,
    );
    await ports.library.mark(readerOf(lin), [{ imageIds: ids.slice(4), verdict: "reject" }], at);
    await ports.library.bin(reader, [ids[0] ?? "", ids[5] ?? ""], at);
  }
}

/** As anybody would count them who had the rows alone. */
const plainCount = async ({ closedId, studio }: Closed, and = "true") => {
  const [row] = await database.prisma.$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from library_entry
     where team_id = $1 and project_id <> $2 and deleted_at is null and ${and}`,
    studio.teamId,
    closedId,
  );
  return row?.count;
};

const ROLLED_UP = [
  ["", "true"],
  ["project:AK", "true"],
  ["-project:AK", "false"],
  ["status:picked", "pick_count > 0"],
  ["status:rejected", "reject_count > 0 and pick_count = 0"],
  ["rating:>=4", "stars >= 4"],
  ["-rating:>=4 ratio:1:1", "stars < 4"],
  ["since:2026-11", "day >= '2026-11-01'"],
  ["until:2026-10-03", "day <= '2026-10-03'"],
  ["project:SE", "true"],
] as const;

test("counts over all days leave out what is closed, as a count of the rows would", async () => {
  const it = await openClosed();
  await fill(it);
  const { days, facets, lin, studio } = it;
  for (const [text, condition] of ROLLED_UP.filter(([text]) => !text.includes("rating:>=4 "))) {
    expect((await days(text, lin)).total, text).toBe(await plainCount(it, condition));
  }
  // With a word the same is counted picture by picture.
  const tokens = [
    ...ROLLED_UP.map(([text]) => text),
    "mark:unmarked",
    "mark:unmarked since:2026-11",
  ];
  for (const token of tokens) {
    for (const who of [lin, studio.actor]) {
      expect((await days(token, who)).days, token).toEqual((await days(`cup ${token}`, who)).days);
      expect(await facets(token, who), token).toEqual(await facets(`cup ${token}`, who));
    }
  }
  const named = (await facets("", lin)).project.map(({ value }) => value);
  expect(named).toEqual(["AK"]);
  expect((await facets("", studio.actor)).project.map(({ value }) => value)).toContain("SE");
});

test("of each group the counts add up to what there is", async () => {
  const it = await openClosed();
  await fill(it);
  const all = await plainCount(it);
  const { person, project, ratio, model, status, mark } = await it.facets("", it.lin);
  for (const group of [person, project, ratio, model, status, mark]) {
    expect(group.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  }
});

test("a picture is seen where it lies, and with it the run that it came from, without what lies elsewhere", async () => {
  const { addRun, closedId, lin, move, studio, ids: found } = await openClosed();
  const { generationId, ids } = await addRun("A cup on a table", 3);
  const generations = createGenerationRepository(database.prisma, studio.ports.clock);
  const shown = async (actor = lin) =>
    (await findGeneration({ generations }, actor, generationId))?.variants.map(
      ({ image }) => image?.id,
    );
  expect(await shown()).toEqual(ids);

  await move(ids.slice(0, 1), closedId);
  expect(await shown()).toEqual(ids.slice(1));
  expect((await found("", lin)).toSorted()).toEqual(ids.slice(1).toSorted());
  expect(await shown(studio.actor)).toEqual(ids);

  await move(ids, closedId);
  expect(await shown()).toEqual([]);
  const page = { projectId: studio.projectId, cursor: null, limit: 10 };
  expect((await listGenerations({ generations }, lin, page)).generations).toEqual([]);

  await database.prisma.generation.update({
    where: { id: generationId },
    data: { projectId: closedId },
  });
  expect(await shown()).toBeUndefined();
  await move(ids.slice(2), studio.projectId);
  expect(await shown()).toEqual(ids.slice(2));
  expect(await found("", lin)).toEqual(ids.slice(2));
});

test("a run that has a picture elsewhere counts on behind it when one of it is tried again", async () => {
  const { closedId, lin, move, paint, studio } = await openClosed();
  const run = await studio.created({ variantCount: 2 });
  const ids = await paint(run, "2026-11-20T12:00:00Z");
  await move(ids.slice(1), closedId);
  const [first, last] = run.variants;
  await database.prisma.image.delete({ where: { id: ids[0] ?? "" } });
  await database.prisma.variant.update({
    where: { id: first?.id ?? "" },
    data: { status: "failed", failureCode: "generation_failed" },
  });
  const retried = await retryVariant(studio.ports, lin, first?.id ?? "");
  expect(retried).toMatchObject({ ok: true });
  const numbers = await database.prisma.variant.findMany({
    where: { generationId: run.id },
    orderBy: { number: "asc" },
    select: { number: true },
  });
  expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(await retryVariant(studio.ports, lin, last?.id ?? "")).toEqual({
    ok: false,
    error: { code: "not_found" },
  });
});

test("a family ends for somebody where it leads through a picture that they do not see", async () => {
  const { addRun, closedId, lin, move, studio } = await openClosed();
  const [root, middle, end] = [await addRun("A", 1), await addRun("B", 1), await addRun("C", 1)];
  const goesOn = async (run: typeof root, parent: typeof root) => {
    await database.prisma.generation.update({
      where: { id: run.generationId },
      data: { verb: "continue", parentImageId: parent.ids[0] ?? "", parentSlot: 1 },
    });
  };
  await goesOn(middle, root);
  await goesOn(end, middle);
  await move(middle.ids, closedId);
  await database.prisma.generation.update({
    where: { id: middle.generationId },
    data: { projectId: closedId },
  });
  const lineages = createLineageRepository(database.prisma);
  const family = async (of: typeof root, actor = lin) => {
    const found = await findLineage({ lineages }, actor, of.ids[0] ?? "");
    return found && [found.chain, found.children].map((all) => all.map(({ imageId }) => imageId));
  };
  expect(await family(end)).toEqual([end.ids, []]);
  expect(await family(root)).toEqual([root.ids, []]);
  expect(await family(middle)).toBeNull();
  expect(await family(end, studio.actor)).toEqual([[...root.ids, ...middle.ids, ...end.ids], []]);
  const generations = createGenerationRepository(database.prisma, studio.ports.clock);
  const parentOf = async (actor: Actor) =>
    (await findGeneration({ generations }, actor, end.generationId))?.parent?.imageId ?? null;
  expect(await parentOf(lin)).toBeNull();
  expect(await parentOf(studio.actor)).toBe(middle.ids[0]);
});

test("a word that only closed pictures say is not offered for one that was misspelt", async () => {
  const { addRun, closedId, days, lin, move, studio } = await openClosed();
  const { ids } = await addRun("A magnolia in bloom", 1);
  await addRun("A cup on a table", 1);
  expect((await days("magnolya", lin)).corrected).toEqual([
    { typed: "magnolya", meant: "magnolia" },
  ]);
  await move(ids, closedId);
  expect((await days("magnolya", lin)).corrected).toEqual([]);
  expect((await days("magnolya", studio.actor)).corrected).toHaveLength(1);
});
