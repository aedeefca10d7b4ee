import { writeFile } from "node:fs/promises";
import type { Lab } from "@/crash/lab";
import { pictureOf, sha256Of } from "@/crash/picture";
import { type CreateGeneration, createGenerationSchema } from "@/lib/generation/schema";
import { blobKey } from "@/lib/ports/object-storage";
import { type Actor, wholeTeam } from "@/lib/shared/actor";

export type Scene = Awaited<ReturnType<typeof setScene>>;
type Press = Partial<Pick<CreateGeneration, "references" | "requestId" | "variantCount">>;

/** A team of two with a project and a reference image. */
export async function setScene({ ports, prisma }: Lab) {
  const { clock } = ports;
  const ids = { team: clock.newId(), project: clock.newId() };
  const owner = newPerson(clock.newId(), "Owner");
  await ports.database.transaction((tx) =>
    ports.accounts.createOwner(tx, {
      team: { id: ids.team, name: "Halden", timeZone: "UTC" },
      user: owner,
      project: { id: ids.project, name: "Autumn KV", code: "AK" },
    }),
  );
  const admin = newPerson(clock.newId(), "Admin");
  await prisma.user.create({ data: admin });
  await prisma.membership.create({ data: { userId: admin.id, teamId: ids.team, role: "admin" } });
  const actorOf = (userId: string, role: string) =>
    ({ userId, ...wholeTeam(ids.team), role, sessionId: "-" }) as Actor;

  const bytes = pictureOf(`reference of ${ids.team}`);
  const sha256 = sha256Of(bytes);
  const path = await ports.storage.newSpoolPath();
  await writeFile(path, bytes);
  await ports.storage.putFile(blobKey(sha256), path);
  const reference = await ports.referenceImages.save(
    {
      id: clock.newId(),
      teamId: ids.team,
      sha256,
      fileName: "stone.png",
      mime: "image/png",
      width: 1,
      height: 1,
      sizeBytes: bytes.length,
      thumbhash: new Uint8Array([1]),
      cleanCopy: null,
      sourceImageId: null,
    },
    owner.id,
  );
  return {
    teamId: ids.team,
    projectId: ids.project,
    people: [actorOf(owner.id, "owner"), actorOf(admin.id, "admin")] as const,
    references: [{ referenceImageId: reference.id, name: "Stone", role: null, isEnabled: true }],
    press: (press: Press = {}) =>
      createGenerationSchema.parse({
        requestId: clock.newId(),
        projectId: ids.project,
        prompt: "An amber bottle on wet stone",
        model: "gemini-3-pro-image-preview-4k",
        aspectRatio: "1:1",
        resolution: "4K",
        variantCount: 1,
        references: [],
        ...press,
      }),
  };
}

const newPerson = (id: string, name: string) => ({
  id,
  name,
  email: `${id}@example.com`,
  passwordHash: "-",
});
