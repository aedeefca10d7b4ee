import { createCollectionRepository } from "@/lib/adapters/prisma/collection-repository";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import { tagPictures } from "@/lib/library/service/arrange";
import { binPictures } from "@/lib/library/service/change";
import { markPictures } from "@/lib/library/service/marks";
import { blobKey } from "@/lib/ports/object-storage";
import type { TestDatabase } from "@/lib/server/test-scope";
import {
  addPicture,
  addPictures,
  addUnfinished,
  addUpload,
  PROMPT,
  type TeamFacts,
  type TestStudio,
} from "@/lib/server/test-two-teams";

/**
 * Closes a project of the team in which everything is that the open ones have, and that is tangled with theirs: the same
 * texts, tags, stacks, families, references and collections. To whoever is not its member none of it is there. Answers with
 * what it has, and with what is the team's of what only teams have.
 */
export async function addClosedProject(
  { prisma }: TestDatabase,
  studio: TestStudio,
  { own, marker }: { own: TeamFacts; marker: string },
): Promise<TeamFacts> {
  const { teamId, ports, actor } = studio;
  const [projectId, otherProjectId] = [ports.clock.newId(), ports.clock.newId()];
  const row = { teamId, isClosed: true };
  await prisma.project.createMany({
    data: [
      { ...row, id: projectId, name: `Autumn ${marker}`, code: "BI" },
      { ...row, id: otherProjectId, name: `Spring ${marker}`, code: "BS" },
    ],
  });
  const inside = {
    ...studio,
    projectId,
    created: (change = {}) => studio.created({ projectId, ...change }),
  };
  const prompt = `${PROMPT} ${marker}`;
  const pictures = await addPictures(prisma, inside, prompt);
  const library = { ...ports, library: createLibraryRepository(prisma) };
  const { imageIds } = pictures;
  const tagName = `hero ${marker}`;
  for (const tag of [tagName, own.tagName]) {
    await tagPictures(library, actor, { imageIds, tag, isOn: true });
  }
  await markPictures(library, actor, [{ imageIds, verdict: "pick", stars: 5 }]);
  const binned = await paintRun(prisma, inside, { prompt: `${prompt}, thrown away` });
  await binPictures(library, actor, [binned.imageId]);
  const used = await addReferences(inside, {
    prisma,
    own,
    marker,
    sourceImageId: imageIds[2],
  });
  // What the team has sent outside is sent inside once more.
  await paintRun(prisma, inside, { prompt: `${PROMPT} ${own.marker}` });
  const grown = await growFrom(prisma, inside, own.imageIds[0]);
  await collect(prisma, studio, { collectionId: own.collectionId, imageIds });
  return {
    ...{ ...own, marker, projectId, otherProjectId, ...pictures, tagName },
    ...(await addUnfinished(prisma, inside, prompt)),
    uploadId: await addUpload(prisma, inside, marker),
    ...{ referenceImageId: used.id, apartImageId: grown.imageId },
    storageKeys: [...pictures.storageKeys, blobKey(used.sha256)],
  };
}

type Prisma = TestDatabase["prisma"];
type Inside = TestStudio;

async function paintRun(prisma: Prisma, inside: Inside, change: object) {
  const run = await inside.created(change);
  const picture = await addPicture(prisma, inside, run.variants[0]?.id ?? "");
  return { generationId: run.id, imageId: picture.id };
}

/** From a picture outside: it is of the same family, and lies in the same stack. */
async function growFrom(prisma: Prisma, inside: Inside, parentImageId: string) {
  const run = await inside.created({ prompt: `${PROMPT}, from outside` });
  const parent = { verb: "continue", parentImageId, depth: 1 };
  await prisma.generation.update({ where: { id: run.id }, data: parent });
  const picture = await addPicture(prisma, inside, run.variants[0]?.id ?? "");
  return { generationId: run.id, imageId: picture.id };
}

type Given = { prisma: Prisma; own: TeamFacts; marker: string; sourceImageId: string };

/** One that is used inside alone, one that was made from a picture inside; and one of the team is used inside too. */
async function addReferences(inside: Inside, { prisma, own, marker, sourceImageId }: Given) {
  const [used, made] = [await inside.addReference(), await inside.addReference()];
  const fileName = `stone ${marker}.png`;
  await prisma.referenceImage.update({ where: { id: used.id }, data: { fileName } });
  await prisma.referenceImage.update({ where: { id: made.id }, data: { sourceImageId } });
  for (const referenceImageId of [used.id, own.referenceImageId]) {
    const references = [{ referenceImageId, name: "stone", role: null, isEnabled: true }];
    await paintRun(prisma, inside, { prompt: `${PROMPT} ${marker} with a stone`, references });
  }
  return used;
}

/** Before and behind what it has. */
async function collect(
  prisma: Prisma,
  { actor }: TestStudio,
  { collectionId, imageIds }: { collectionId: string; imageIds: readonly string[] },
) {
  const places = [-1, 0.5, 99];
  await prisma.collectionImage.createMany({
    data: imageIds.map((imageId, index) => ({ collectionId, imageId, place: places[index] ?? 0 })),
  });
  const found = await createCollectionRepository(prisma).find({ ...actor, id: collectionId });
  if (found?.imageCount !== 2 + imageIds.length) throw new Error("It was not put in");
}
