import { createHash, randomBytes } from "node:crypto";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createCollectionRepository } from "@/lib/adapters/prisma/collection-repository";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import { createSavedSearchRepository } from "@/lib/adapters/prisma/saved-search-repository";
import { createTakeoutRepository } from "@/lib/adapters/prisma/takeout-repository";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createUploadRepository } from "@/lib/adapters/prisma/upload-repository";
import { createPasswordHasher } from "@/lib/adapters/secrets/argon2";
import { tokenOf } from "@/lib/api-token/policy/token-form";
import { API_SCOPES } from "@/lib/api-token/schema/facts";
import {
  changeCollection,
  createCollection,
  removeCollection,
} from "@/lib/collection/service/collections";
import { addToCollection } from "@/lib/collection/service/pictures";
import { addModel } from "@/lib/custom-model/service";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { tagPictures } from "@/lib/library/service/arrange";
import { markPictures } from "@/lib/library/service/marks";
import { saveSearch } from "@/lib/library/service/saved";
import { setApart } from "@/lib/library/service/stacks";
import type { Role } from "@/lib/shared/actor";

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;
export type TestStudio = Awaited<ReturnType<typeof createTestStudio>>;
type Studio = TestStudio;

/** What a team has, by name: what a route or an action may be asked about. */
export type TeamFacts = {
  /** In every text of this team and in none of another. */
  marker: string;
  userId: string;
  projectId: string;
  otherProjectId: string;
  /** A finished run with all its pictures. */
  generationId: string;
  variantId: string;
  imageIds: [string, string, string];
  /** It goes on from the first picture. */
  childGenerationId: string;
  childImageId: string;
  /** The third of the run, which somebody has taken out of its stack. */
  apartImageId: string;
  queuedVariantId: string;
  failedVariantId: string;
  unknownVariantId: string;
  lostVariantId: string;
  referenceImageId: string;
  tagName: string;
  searchId: string;
  /** It has the first two pictures. */
  collectionId: string;
  liveCollectionId: string;
  deletedCollectionId: string;
  collectionName: string;
  modelRowId: string;
  keyId: string;
  /** Of each role beside the owner's. */
  colleagues: Record<Exclude<Role, "owner">, string>;
  /** With which a program acts as somebody of that role; it may do everything. */
  bearers: Record<Role, { tokenId: string; token: string }>;
  /** That of the owner. */
  tokenId: string;
  invitationId: string;
  /** Of the owner, on another device. */
  sessionId: string;
  /** Of the designer. */
  passkeyId: string;
  /** One that is taken out, and one that is only watched. */
  takeoutId: string;
  watchedTakeoutId: string;
  /** The run of a picture that somebody brought. */
  uploadId: string;
  /** Of the pictures' bytes, by the picture's id: the test puts files there. */
  storageKeys: string[];
};

const MADE_AT = new Date("2026-02-20T12:00:00Z");
export const PROMPT = "An amber bottle on wet stone";

/**
 * A team with something of everything. Two of them differ in ids and in the marker alone: whatever counts, ranks or
 * finds across teams comes to something else once there is a second one.
 */
export async function populateTeam(
  database: TestDatabase,
  marker: string,
  given?: TestStudio,
): Promise<TeamFacts> {
  const studio = given ?? (await createTestStudio(database, { role: "owner" }));
  const { prisma } = database;
  const { projectId, teamId } = studio;
  const { userId } = studio.actor;
  await prisma.team.update({ where: { id: teamId }, data: { name: `Team ${marker}` } });
  await prisma.user.update({ where: { id: userId }, data: { name: `Lin ${marker}` } });
  await prisma.project.update({ where: { id: projectId }, data: { name: `Autumn ${marker}` } });
  const otherProjectId = studio.ports.clock.newId();
  await prisma.project.create({
    data: { id: otherProjectId, teamId, name: `Spring ${marker}`, code: "SP" },
  });
  const prompt = `${PROMPT} ${marker}`;
  const pictures = await addPictures(prisma, studio, prompt);
  const reference = await studio.addReference();
  await prisma.referenceImage.update({
    where: { id: reference.id },
    data: { fileName: `stone ${marker}.png` },
  });
  const [, , stagedId] = pictures.imageIds;
  await studio
    .addReference()
    .then(({ id }) =>
      prisma.referenceImage.update({ where: { id }, data: { sourceImageId: stagedId } }),
    );
  const file = await prisma.referenceImage.findUniqueOrThrow({ where: { id: reference.id } });
  return {
    ...{ marker, userId, projectId, otherProjectId, ...pictures },
    ...(await addUnfinished(prisma, studio, prompt)),
    keyId: await addKey(prisma, studio, marker),
    uploadId: await addUpload(prisma, studio, marker),
    referenceImageId: reference.id,
    storageKeys: [...pictures.storageKeys, `blobs/${file.sha256.slice(0, 2)}/${file.sha256}`],
    ...(await addPeople(prisma, studio, marker)),
    ...(await arrange(prisma, studio, { marker, imageIds: pictures.imageIds })),
    ...(await collect(prisma, studio, { marker, imageIds: pictures.imageIds })),
  };
}

export async function addPictures(prisma: PrismaClient, studio: Studio, prompt: string) {
  const run = await studio.created({ prompt, variantCount: 3 });
  const imageIds: string[] = [];
  const storageKeys: string[] = [];
  for (const { id } of run.variants) {
    const picture = await addPicture(prisma, studio, id);
    imageIds.push(picture.id);
    storageKeys.push(picture.storageKey);
  }
  const [first = "", second = "", third = ""] = imageIds;
  const child = await studio.created({ prompt: `${prompt}, closer` });
  await prisma.generation.update({
    where: { id: child.id },
    data: { verb: "continue", parentImageId: first, depth: 1 },
  });
  const grown = await addPicture(prisma, studio, child.variants[0]?.id ?? "");
  return {
    generationId: run.id,
    variantId: run.variants[0]?.id ?? "",
    imageIds: [first, second, third] as [string, string, string],
    childGenerationId: child.id,
    childImageId: grown.id,
    storageKeys: [...storageKeys, grown.storageKey],
  };
}

export async function addPicture(
  prisma: PrismaClient,
  { teamId, ports }: Studio,
  variantId: string,
) {
  const id = ports.clock.newId();
  const sha256 = randomBytes(32).toString("hex");
  const storageKey = `blobs/${sha256.slice(0, 2)}/${sha256}`;
  await prisma.variant.update({
    where: { id: variantId },
    data: { status: "succeeded", submittedAt: MADE_AT, endedAt: new Date(+MADE_AT + 9_000) },
  });
  await prisma.image.create({
    data: {
      ...{ id, sha256, storageKey, variantId, teamId, mime: "image/png", sizeBytes: 5 },
      ...{ width: 64, height: 64, requestedWidth: 64, requestedHeight: 64, createdAt: MADE_AT },
    },
  });
  await prisma.$executeRaw`
    insert into image_look (image_id, team_id, colours, signature)
    values (${id}, ${teamId}, array['orange'], repeat('01', 72)::bit(144))`;
  return { id, storageKey };
}

export async function addUpload(prisma: PrismaClient, studio: Studio, marker: string) {
  const { clock, database } = studio.ports;
  const [generationId, variantId, id] = [clock.newId(), clock.newId(), clock.newId()];
  const sha256 = randomBytes(32).toString("hex");
  const uploads = createUploadRepository(prisma);
  await database.transaction((tx) =>
    uploads.create(tx, studio.actor, {
      ...{ generationId, variantId, teamId: studio.teamId, projectId: studio.projectId },
      ...{ authorId: studio.actor.userId, code: "AK-0220-90", gatewayKeyId: studio.key.id },
      ...{ month: "2026-02", aspectRatio: "1:1" as const, fileName: `quay ${marker}.jpg` },
      ...{ receivedSha256: sha256, at: MADE_AT },
      image: {
        ...{ id, sha256, storageKey: `blobs/${sha256.slice(0, 2)}/${sha256}`, sizeBytes: 5 },
        ...{ mime: "image/jpeg" as const, width: 64, height: 64 },
      },
    }),
  );
  return generationId;
}

/** Of the team alone, for a project of it; its secret opens for nobody. */
async function addKey(prisma: PrismaClient, { teamId, projectId, ports }: Studio, marker: string) {
  const id = ports.clock.newId();
  const hash = randomBytes(32).toString("hex");
  await prisma.gatewayKey.create({
    data: {
      ...{ id, teamId, source: "team", account: id, fingerprint: hash.slice(0, 16) },
      ...{ label: `Key ${marker}`, baseUrl: KEY_FACTS.baseUrl, secret: `v1.0.${hash}.${hash}` },
      ...{ lastFour: hash.slice(-4), checkedAt: MADE_AT, checkCode: "works", checkModelCount: 3 },
    },
  });
  const at = { code: "bad_key", openedAt: MADE_AT, nextProbeAt: MADE_AT };
  await prisma.gatewayCircuit.create({ data: { gatewayKeyId: id, group: "submit", ...at } });
  await prisma.balanceReading.create({
    data: {
      ...{ id: ports.clock.newId(), gatewayKeyId: id, at: MADE_AT },
      ...{ remainingCredits: 100, usedCredits: 1, isQuiet: false },
    },
  });
  await prisma.project.update({ where: { id: projectId }, data: { gatewayKeyId: id } });
  return id;
}

/** One of each state that a person can do something about. */
export async function addUnfinished(prisma: PrismaClient, studio: Studio, prompt: string) {
  const run = await studio.created({ prompt: `${prompt} at dawn`, variantCount: 4 });
  const [queued = "", failed = "", unknown = "", lost = ""] = run.variants.map(({ id }) => id);
  const change = (id: string, data: object) => prisma.variant.update({ where: { id }, data });
  await change(failed, { status: "failed", failureCode: "generation_failed", endedAt: MADE_AT });
  const attention = { attention: "never_answered", attentionAt: MADE_AT };
  await change(unknown, { status: "unknown", ...attention });
  const isLost = { attention: "paid_result_lost", attentionAt: MADE_AT };
  await change(lost, { status: "failed", endedAt: MADE_AT, ...isLost });
  for (const variantId of [unknown, lost]) {
    const id = studio.ports.clock.newId();
    await prisma.attempt.create({
      data: {
        ...{ id, variantId, gatewayKeyId: studio.key.id, clientBusinessId: `business-${id}` },
        ...{ createdAt: MADE_AT, sentAt: MADE_AT },
      },
    });
  }
  return {
    queuedVariantId: queued,
    failedVariantId: failed,
    unknownVariantId: unknown,
    lostVariantId: lost,
  };
}

async function addPeople(prisma: PrismaClient, { teamId, actor, ports }: Studio, marker: string) {
  const { userId } = actor;
  const newId = () => ports.clock.newId();
  async function addColleague(role: Role) {
    const id = newId();
    const name = `${role} ${marker}`;
    const email = `${role}-${marker.toLowerCase()}@example.com`;
    await prisma.user.create({ data: { id, email, name, passwordHash } });
    await prisma.membership.create({ data: { userId: id, teamId, role } });
    return id;
  }
  async function addToken(personId: string) {
    const id = newId();
    const token = tokenOf(randomBytes(32).toString("hex"));
    await prisma.apiToken.create({
      data: {
        ...{ id, teamId, userId: personId, label: `Program ${marker}`, scopes: [...API_SCOPES] },
        ...{ tokenHash: createHash("sha256").update(token).digest(), lastFour: token.slice(-4) },
        ...{ createdAt: MADE_AT, expiresAt: new Date("2100-01-01") },
      },
    });
    return { tokenId: id, token };
  }
  const passwordHash = await createPasswordHasher().hash("a sentence that works well");
  await prisma.user.update({ where: { id: userId }, data: { passwordHash } });
  const [invitationId, sessionId] = [newId(), newId()];
  const expiresAt = new Date(Date.now() + 3_600_000);
  await prisma.invitation.create({
    data: {
      ...{ id: invitationId, teamId, role: "designer", invitedById: userId, expiresAt },
      ...{ email: `guest-${marker.toLowerCase()}@example.com`, tokenHash: randomBytes(32) },
      createdAt: MADE_AT,
    },
  });
  await prisma.session.create({
    data: { id: sessionId, userId, userAgent: marker, secretHash: randomBytes(32), expiresAt },
  });
  const colleagues = {
    admin: await addColleague("admin"),
    designer: await addColleague("designer"),
    reviewer: await addColleague("reviewer"),
  };
  await prisma.secondFactor.create({
    data: { userId: colleagues.admin, secret: marker, createdAt: MADE_AT, confirmedAt: MADE_AT },
  });
  const passkeyId = newId();
  await prisma.passkey.create({
    data: {
      ...{ id: passkeyId, userId: colleagues.designer, label: `Laptop ${marker}`, counter: 3 },
      ...{ credentialId: `key-${marker}`, publicKey: randomBytes(77), createdAt: MADE_AT },
    },
  });
  await prisma.identity.create({
    data: {
      ...{ issuer: "https://example.com", subject: marker, service: "oidc", createdAt: MADE_AT },
      ...{ userId: colleagues.designer, email: `${marker}@example.com`, lastUsedAt: MADE_AT },
    },
  });
  const bearers = {
    owner: await addToken(userId),
    admin: await addToken(colleagues.admin),
    designer: await addToken(colleagues.designer),
    reviewer: await addToken(colleagues.reviewer),
  };
  return {
    colleagues,
    bearers,
    tokenId: bearers.owner.tokenId,
    invitationId,
    sessionId,
    passkeyId,
  };
}

async function arrange(
  prisma: PrismaClient,
  studio: Studio,
  { marker, imageIds }: { marker: string; imageIds: string[] },
) {
  const { actor } = studio;
  const library = createLibraryRepository(prisma);
  const ports = { ...studio.ports, library, savedSearches: createSavedSearchRepository(prisma) };
  const tagName = `hero ${marker}`;
  await tagPictures(ports, actor, { imageIds, tag: tagName, isOn: true });
  await markPictures(ports, actor, [{ imageIds, verdict: "pick", stars: 4 }]);
  const apartImageId = imageIds[2] ?? "";
  const apart = await setApart(ports, actor, apartImageId);
  const search = await saveSearch(ports, actor, { name: marker, text: `bottle ${marker}` });
  const added = await addModel(ports, actor, { modelId: `model-${marker}`, facts: MODEL_FACTS });
  const row = await prisma.customModel.findFirst({ where: { teamId: actor.teamId } });
  if (!apart.ok || !search.ok || !added.ok || !row) throw new Error("The team cannot be filled");
  const takeoutId = await addTakeout(prisma, studio, imageIds);
  const watchedTakeoutId = await addTakeout(prisma, studio, imageIds);
  const ids = { searchId: search.value.id, modelRowId: row.id, takeoutId, watchedTakeoutId };
  return { tagName, apartImageId, ...ids };
}

async function addTakeout(prisma: PrismaClient, studio: Studio, imageIds: string[]) {
  const id = studio.ports.clock.newId();
  const owner = { teamId: studio.teamId, personId: studio.actor.userId };
  const names = { pattern: "{person}-{project}-{n}", letters: "any" } as const;
  const takeout = {
    ...{ id, imageIds, at: MADE_AT, expiresAt: new Date("2100-01-01") },
    order: { form: { kind: "original" }, names, provenance: null, language: "en" },
  } as const;
  await studio.ports.database.transaction((tx) =>
    createTakeoutRepository(prisma).create(tx, owner, takeout),
  );
  return id;
}

async function collect(
  prisma: PrismaClient,
  studio: Studio,
  { marker, imageIds }: { marker: string; imageIds: string[] },
) {
  const { actor, teamId } = studio;
  const library = createLibraryRepository(prisma);
  const ports = { ...studio.ports, library, collections: createCollectionRepository(prisma) };
  const collectionName = `Shots ${marker}`;
  const made = [
    await createCollection(ports, actor, { name: collectionName, search: null }),
    await createCollection(ports, actor, { name: `Live ${marker}`, search: `bottle ${marker}` }),
    await createCollection(ports, actor, { name: `Deleted ${marker}`, search: null }),
  ];
  const [id = "", liveId = "", deletedId = ""] = made.map((it) => (it.ok ? it.value.id : ""));
  await addToCollection(ports, actor, { id, imageIds: imageIds.slice(0, 2) });
  const description = `For ${marker}`;
  await changeCollection(ports, actor, { id, description, coverImageId: imageIds[1] });
  await removeCollection(ports, actor, deletedId);
  if ((await prisma.collection.count({ where: { teamId } })) !== made.length)
    throw new Error("The team has no collections");
  return {
    ...{ collectionId: id, liveCollectionId: liveId, deletedCollectionId: deletedId },
    collectionName,
  };
}

export const MODEL_FACTS = {
  ...{ label: "A model on trial", aspectRatios: ["1:1" as const], resolutions: ["1K" as const] },
  ...{ defaultResolution: "1K" as const, resolutionPlaces: [], optionFields: [] },
  ...{ referenceImageCountMax: 2, promptLengthMax: null, priceMicroUsd: 70_000, note: "" },
};

export const KEY_FACTS = { baseUrl: "https://203.0.113.7", group: "default" as const };
