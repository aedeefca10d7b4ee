import "server-only";

import { byPerson } from "@/lib/audit/policy";
import {
  BLOB_FOLDERS,
  type BlobFolder,
  type StoredObject,
  sha256OfKey,
} from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import type { StorageCheckKind, StorageCheckRecord, UsedBytes } from "@/lib/ports/storage-uses";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { canMindStorage } from "@/lib/storage/policy";
import {
  type CheckStorage,
  type FreeResult,
  freeResultSchema,
  type LookResult,
  lookResultSchema,
  type TeamShare,
} from "@/lib/storage/schema";

type Refused = { code: "not_allowed" };

/** A check whose worker died without a trace is given up after this. */
const CHECK_MAX_MS = 60 * 60_000;

const isUnderWay = (check: StorageCheckRecord | null, now: Date) =>
  check !== null &&
  check.endedAt === null &&
  now.getTime() - check.askedAt.getTime() < CHECK_MAX_MS;

const JOBS = { look: "lookAtStorage", free: "freeStorage" } as const satisfies Record<
  StorageCheckKind,
  string
>;

type CheckPorts = Pick<Ports, "clock" | "database" | "queue" | "storageUses">;

/** The worker does it: a large storage takes minutes. One that is under way is not begun again. */
export async function checkStorage(
  ports: CheckPorts,
  { role, teamId, userId }: Actor,
  { kind }: CheckStorage,
): Promise<Result<null, Refused>> {
  if (!canMindStorage(role)) return err({ code: "not_allowed" });
  const askedAt = ports.clock.now();
  if (isUnderWay(await ports.storageUses.latestCheck(kind, { teamId }), askedAt)) return ok(null);
  const check = { id: ports.clock.newId(), teamId, personId: userId, kind, askedAt };
  await ports.database.transaction(async (tx) => {
    await ports.storageUses.addCheck(tx, check);
    await ports.queue.enqueue(tx, { name: JOBS[kind], id: check.id });
  });
  return ok(null);
}

const EMPTY_SHARE: TeamShare = {
  projects: [],
  referenceCount: 0,
  references: { originals: 0, previews: 0 },
  releasedCount: 0,
  unusedReferences: { count: 0, sizeBytes: 0 },
};

export type StorageRecord = {
  underWay: StorageCheckKind | null;
  look: { at: Date; share: TeamShare; unused: LookResult["unused"] } | null;
  free: (FreeResult & { at: Date }) | null;
  projects: { id: string; name: string; code: string }[];
};

/** What the last look found of the actor's team, and what was freed last. */
export async function readStorage(
  ports: Pick<Ports, "clock" | "storageUses">,
  { role, teamId }: Actor,
): Promise<Result<StorageRecord, Refused>> {
  if (!canMindStorage(role)) return err({ code: "not_allowed" });
  const { latestCheck, listProjects } = ports.storageUses;
  const [newestLook, newestFree, look, free, projects] = await Promise.all([
    latestCheck("look", { teamId }),
    latestCheck("free", { teamId }),
    latestCheck("look", { teamId, hasEnded: true }),
    latestCheck("free", { teamId, hasEnded: true }),
    listProjects(teamId),
  ]);
  const now = ports.clock.now();
  const underWay = [newestFree, newestLook].find((check) => isUnderWay(check, now)) ?? null;
  return ok({
    underWay: underWay?.kind ?? null,
    look: look?.endedAt ? foundBy(look.result, { at: look.endedAt, teamId }) : null,
    free: free?.endedAt ? { ...freeResultSchema.parse(free.result), at: free.endedAt } : null,
    projects,
  });
}

function foundBy(result: unknown, { at, teamId }: { at: Date; teamId: string }) {
  const { teams, unused } = lookResultSchema.parse(result);
  return { at, share: teams[teamId] ?? EMPTY_SHARE, unused };
}

type Paged = { sha256: string; sizeBytes: number; key: string };

const filesOf = (page: readonly StoredObject[]): Paged[] =>
  page.flatMap(({ key, sizeBytes }) => {
    const sha256 = sha256OfKey(key);
    return sha256 ? [{ sha256, sizeBytes, key }] : [];
  });

/** Every file that is named by a sha256, a page at a time. */
async function* pagesOf({
  storage,
}: Pick<Ports, "storage">): AsyncIterable<{ folder: BlobFolder; files: Paged[] }> {
  for (const folder of BLOB_FOLDERS)
    for await (const page of storage.walk(folder)) yield { folder, files: filesOf(page) };
}

/** Measures every file and writes down whose it is. Changes nothing. */
export async function lookAtStorage(
  ports: Pick<Ports, "clock" | "storage" | "storageUses">,
  checkId: string,
): Promise<void> {
  const check = await ports.storageUses.findCheck(checkId);
  if (!check || check.endedAt) return;
  const teams: Record<string, TeamShare> = {};
  const unused = { count: 0, sizeBytes: 0 };
  for await (const { folder, files } of pagesOf(ports)) {
    const part = folder === "blobs" ? "originals" : "previews";
    for (const used of await ports.storageUses.attribute(files)) addUse(teams, used, part);
    for (const { teamId, sizeBytes } of await ports.storageUses.attributeUnusedReferences(files))
      shareOf(teams, teamId).unusedReferences.sizeBytes += sizeBytes;
    const isUnused = new Set(await ports.storageUses.listUnused(files.map(({ sha256 }) => sha256)));
    for (const { sha256, sizeBytes } of files) {
      if (!isUnused.has(sha256)) continue;
      unused.count += 1;
      unused.sizeBytes += sizeBytes;
    }
  }
  await countDroppable(ports, teams);
  const result: LookResult = { teams, unused };
  await ports.storageUses.endCheck(checkId, result, ports.clock.now());
}

/** What would go first, and its files with it. */
async function countDroppable(
  { storageUses }: Pick<Ports, "storageUses">,
  teams: Record<string, TeamShare>,
): Promise<void> {
  for (const { teamId, count } of await storageUses.countReleased())
    shareOf(teams, teamId).releasedCount = count;
  for (const { teamId, count } of await storageUses.countUnusedReferences())
    shareOf(teams, teamId).unusedReferences.count = count;
}

function shareOf(teams: Record<string, TeamShare>, teamId: string): TeamShare {
  const share = teams[teamId] ?? structuredClone(EMPTY_SHARE);
  teams[teamId] = share;
  return share;
}

const PLACE_OF = { picture: "pictures", binned: "binned", erased: "erased" } as const;

function addUse(
  teams: Record<string, TeamShare>,
  { teamId, projectId, use, count, sizeBytes }: UsedBytes,
  part: "originals" | "previews",
): void {
  const share = shareOf(teams, teamId);
  if (use === "reference" || projectId === null) {
    share.references[part] += sizeBytes;
    if (part === "originals") share.referenceCount += count;
    return;
  }
  const none = () => ({ originals: 0, previews: 0 });
  const known = share.projects.find((each) => each.projectId === projectId);
  const project = known ?? {
    ...{ projectId, pictureCount: 0, pictures: none(), binned: none(), erased: none() },
  };
  if (!known) share.projects.push(project);
  project[PLACE_OF[use]][part] += sizeBytes;
  if (part === "originals" && use === "picture") project.pictureCount += count;
}

type FreePorts = Pick<Ports, "audit" | "blobs" | "clock" | "database" | "storage" | "storageUses">;

/** Pictures of one transaction. */
const STEP = 500;

/** Removes what nobody speaks of, each file only after a second look at it. Safe to repeat, and to cut off anywhere. */
export async function freeStorage(ports: FreePorts, checkId: string): Promise<void> {
  const check = await ports.storageUses.findCheck(checkId);
  if (!check || check.endedAt) return;
  const { teamId, personId } = check;
  const releasedCount = await dropReleased(ports, teamId);
  const referenceCount = await dropUnusedReferences(ports, teamId);
  const freed = { count: 0, sizeBytes: 0 };
  let stayedCount = 0;
  for await (const { files } of pagesOf(ports)) {
    const unused = new Set(await ports.storageUses.listUnused(files.map(({ sha256 }) => sha256)));
    for (const { sha256, sizeBytes, key } of files.filter((file) => unused.has(file.sha256))) {
      const outcome = await ports.blobs.removeUnused(sha256, () => ports.storage.delete(key));
      if (outcome !== "removed") stayedCount += 1;
      else {
        freed.count += 1;
        freed.sizeBytes += sizeBytes;
      }
    }
  }
  const at = ports.clock.now();
  const result: FreeResult = { freed, releasedCount, referenceCount, stayedCount };
  await ports.database.transaction((tx) =>
    ports.audit.record(tx, {
      ...{ teamId, ...byPerson(personId, undefined), action: "storage_freed", at },
      ...{ after: freed, detail: result },
    }),
  );
  await ports.storageUses.endCheck(checkId, result, at);
}

async function dropReleased(
  { storageUses, clock }: Pick<Ports, "clock" | "storageUses">,
  teamId: string,
): Promise<number> {
  let count = 0;
  for (;;) {
    const ids = await storageUses.listReleased(teamId, STEP);
    if (ids.length === 0) return count;
    count += await storageUses.dropReleased(ids, clock.now());
  }
}

async function dropUnusedReferences(
  { storageUses, clock }: Pick<Ports, "clock" | "storageUses">,
  teamId: string,
): Promise<number> {
  let count = 0;
  for (;;) {
    const ids = await storageUses.listUnusedReferences(teamId, STEP);
    if (ids.length === 0) return count;
    count += await storageUses.dropUnusedReferences(ids, clock.now());
  }
}
