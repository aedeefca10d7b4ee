import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLineageRepository } from "@/lib/adapters/prisma/lineage-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { presentLineage } from "@/lib/lineage/presenter";
import { lineageSchema } from "@/lib/lineage/schema";
import { findLineage } from "@/lib/lineage/service";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let count = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

/** A stored picture of a generation that goes on from another. */
async function addPicture(
  studio: Studio,
  asked: string | { prompt: string; references: object[] },
  parentImageId: string | null,
) {
  const { prisma } = database;
  const generation = await studio.created(typeof asked === "string" ? { prompt: asked } : asked);
  const verb = parentImageId ? "continue" : "fresh";
  const parent = { parentImageId, parentSlot: parentImageId === null ? null : 1, verb };
  await prisma.generation.update({ where: { id: generation.id }, data: parent });
  const variant = await studio.variant(generation.id);
  const id = studio.ports.clock.newId();
  count += 1;
  const sha256 = String(count).padStart(64, "0");
  await prisma.image.create({
    data: {
      ...{ id, sha256, variantId: variant.id, teamId: studio.teamId, mime: "image/png" },
      ...{ width: 64, height: 64, requestedWidth: 64, requestedHeight: 64 },
      ...{ sizeBytes: 1, storageKey: sha256, createdAt: new Date() },
    },
  });
  return { id, code: `${generation.code}/1` };
}

async function family() {
  const studio = await createTestStudio(database);
  const root = await addPicture(studio, "a bottle", null);
  const colder = await addPicture(studio, "colder\n// ask Lin", root.id);
  const warmer = await addPicture(studio, "warmer", root.id);
  const wet = await addPicture(studio, "wet", colder.id);
  const ports = { lineages: createLineageRepository(database.prisma) };
  const read = async (imageId: string, actor = studio.actor) => {
    const lineage = await findLineage(ports, actor, imageId);
    return lineage && lineageSchema.parse(presentLineage(lineage));
  };
  return { root, colder, warmer, wet, read };
}

test("a picture knows the way from its root, with what was asked for at each step", async () => {
  const { root, colder, wet, read } = await family();
  const lineage = await read(wet.id);
  expect(lineage?.chain.map(({ imageId }) => imageId)).toEqual([root.id, colder.id, wet.id]);
  expect(lineage?.chain.map(({ instruction }) => instruction)).toEqual([
    "a bottle",
    "colder",
    "wet",
  ]);
  expect(lineage?.chain.map(({ branchCount }) => branchCount)).toEqual([1, 0, 0]);
  expect(lineage?.chain[1]).toMatchObject({ verb: "continue", parentSlot: 1, code: colder.code });
  expect(lineage?.children).toEqual([]);
});

test("an instruction keeps its backslashes, and of alternatives the one that made the picture", async () => {
  const studio = await createTestStudio(database);
  const { prisma } = database;
  const picture = await addPicture(studio, "a \\{b\\} for \\@home", null);
  const read = async () => {
    const ports = { lineages: createLineageRepository(prisma) };
    const lineage = await findLineage(ports, studio.actor, picture.id);
    return lineage && presentLineage(lineage).chain[0]?.instruction;
  };
  expect(await read()).toBe("a \\{b\\} for \\@home");
});

test("a picture knows every way that goes on from it", async () => {
  const { root, colder, warmer, read } = await family();
  const lineage = await read(root.id);
  expect(lineage?.chain).toHaveLength(1);
  expect(lineage?.children.map(({ imageId }) => imageId)).toEqual([colder.id, warmer.id]);
  expect(lineage?.children.map(({ branchCount }) => branchCount)).toEqual([1, 0]);
});

test("whatever grows from whatever, each picture has its one way to its root and all that goes on from it", async () => {
  const studio = await createTestStudio(database);
  const ports = { lineages: createLineageRepository(database.prisma) };
  // Each picture goes on from one of those before it, or from none: 0.
  const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(trees, async (picks) => {
      const ids: string[] = [];
      const parents: (string | null)[] = [];
      for (const pick of picks) {
        const parent = ids[(pick % (ids.length + 1)) - 1] ?? null;
        ids.push((await addPicture(studio, `step ${ids.length}`, parent)).id);
        parents.push(parent);
      }
      const parentOf = (id: string) => parents[ids.indexOf(id)] ?? null;
      const childrenOf = (id: string) => ids.filter((each) => parentOf(each) === id);
      const wayTo = (id: string): string[] => {
        const parent = parentOf(id);
        return parent === null ? [id] : [...wayTo(parent), id];
      };
      for (const id of ids) {
        const found = await findLineage(ports, studio.actor, id);
        const { chain, children } = lineageSchema.parse(found && presentLineage(found));
        expect(chain.map(({ imageId }) => imageId)).toEqual(wayTo(id));
        expect(children.map(({ imageId }) => imageId)).toEqual(childrenOf(id));
        expect(chain.map(({ branchCount }) => branchCount)).toEqual(
          wayTo(id).map((step) => (step === id ? 0 : childrenOf(step).length - 1)),
        );
        expect(children.map(({ branchCount }) => branchCount)).toEqual(
          childrenOf(id).map((child) => childrenOf(child).length),
        );
      }
    }),
    { numRuns: 6 },
  );
}, 120_000);

test("a family begins with the file that its root was made from first, where one was sent", async () => {
  const studio = await createTestStudio(database);
  const { prisma } = database;
  const [off, bottle, stone] = [
    await studio.addReference(),
    await studio.addReference(),
    await studio.addReference(),
  ];
  const references = [
    { referenceImageId: off.id, name: "off", isEnabled: false },
    { referenceImageId: bottle.id, name: "bottle" },
    { referenceImageId: stone.id, name: "stone" },
  ];
  const root = await addPicture(studio, { prompt: "a bottle", references }, null);
  const change = { prompt: "colder", references: references.slice(2) };
  const colder = await addPicture(studio, change, root.id);
  const ports = { lineages: createLineageRepository(prisma) };
  const read = async (imageId: string) => {
    const lineage = await findLineage(ports, studio.actor, imageId);
    return lineage && lineageSchema.parse(presentLineage(lineage)).upload;
  };
  const upload = { referenceImageId: bottle.id, name: "bottle", thumbhash: "AQ==" };
  expect(await read(root.id)).toEqual(upload);
  expect(await read(colder.id)).toEqual(upload);

  const other = await addPicture(studio, "a jug", null);
  expect(await read(other.id)).toBeNull();
  // Then it is a picture of the studio, and no file that was brought.
  await prisma.referenceImage.update({
    where: { id: bottle.id },
    data: { sourceImageId: other.id },
  });
  expect(await read(colder.id)).toBeNull();
});

test("another team's picture has no family for the actor", async () => {
  const { wet, read } = await family();
  const other = await createTestStudio(database);
  expect(await read(wet.id, other.actor)).toBeNull();
});
