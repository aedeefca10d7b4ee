import { expect } from "vitest";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { presentPicture } from "@/lib/library/presenter";
import { libraryPictureSchema } from "@/lib/library/schema";
import { listFacets } from "@/lib/library/service/facets";
import { listChunk, listDays } from "@/lib/library/service/search";
import type { GenerationRecord } from "@/lib/ports/generation-repository";
import type { Actor } from "@/lib/shared/actor";

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

export const reviewer = (actor: Actor) => ({ ...actor, role: "reviewer" }) as Actor;

let count = 0;

/** A studio of its own with verbs of the library over it. */
export async function openTestLibrary(database: TestDatabase) {
  const studio = await createTestStudio(database);
  const ports = { clock: studio.ports.clock, library: createLibraryRepository(database.prisma) };

  /** One run with that many pictures. */
  async function addRun(prompt: string, pictureCount: number, at = "2026-11-20T12:00:00Z") {
    const generation = await studio.created({ prompt, variantCount: pictureCount });
    return { generationId: generation.id, ids: await paint(generation, at) };
  }
  /** Gives a run its pictures. */
  async function paint({ variants }: GenerationRecord, at: string) {
    const ids: string[] = [];
    for (const { id: variantId } of variants) {
      const id = studio.ports.clock.newId();
      count += 1;
      const sha256 = String(count).padStart(64, "0");
      await database.prisma.image.create({
        data: {
          ...{ id, sha256, variantId, teamId: studio.teamId, mime: "image/png" },
          ...{ width: 64, height: 64, requestedWidth: 64, requestedHeight: 64 },
          ...{ sizeBytes: 1, storageKey: sha256, createdAt: new Date(at) },
        },
      });
      ids.push(id);
    }
    return ids;
  }
  async function addPicture(prompt: string, at?: string) {
    const { ids } = await addRun(prompt, 1, at);
    return ids[0] ?? "";
  }
  /** Somebody else of the team. */
  async function addColleague(name: string): Promise<Actor> {
    const id = studio.ports.clock.newId();
    await database.prisma.user.create({
      data: { id, email: `${id}@example.com`, name, passwordHash: "-" },
    });
    await database.prisma.membership.create({
      data: { userId: id, teamId: studio.teamId, role: "designer" },
    });
    return { ...studio.actor, userId: id } as Actor;
  }
  const days = (text = "", actor = studio.actor) =>
    listDays(ports, actor, { text, isStacked: false });
  async function find(text = "", actor = studio.actor) {
    const place = { from: "2000-01-01", to: "2100-01-01", asOf: new Date("2100-01-01"), offset: 0 };
    const pictures = await listChunk(ports, actor, { text, isStacked: false, ...place });
    expect(pictures).toHaveLength((await days(text, actor)).total);
    return pictures.map((picture) => libraryPictureSchema.parse(presentPicture(picture)));
  }
  const ids = async (text = "", actor = studio.actor) =>
    (await find(text, actor)).map(({ imageId }) => imageId);
  const facets = (text = "", actor = studio.actor) => listFacets(ports, actor, text);
  return { studio, ports, addRun, paint, addPicture, addColleague, days, find, ids, facets };
}
