import "server-only";

import { BY_STUDIO, byActor } from "@/lib/audit/policy";
import {
  addErasures,
  canErase,
  dueBefore,
  erasureOf,
  fatesOf,
  NOTHING_ERASED,
} from "@/lib/bin/policy";
import type { BinChoice, Erasure } from "@/lib/bin/schema";
import { BIN_PAGE_SIZE } from "@/lib/bin/schema/facts";
import { DERIVATIVE_WIDTHS } from "@/lib/image/schema/facts";
import { canBin } from "@/lib/library/policy/roles";
import { PICTURES_MAX } from "@/lib/library/schema/facts";
import type { AuditAuthor } from "@/lib/ports/audit-log";
import type { BinnedRecord, BinPlace } from "@/lib/ports/bin-repository";
import { blobKey, cleanCopyKey, derivativeKey } from "@/lib/ports/object-storage";
import type { Ports } from "@/lib/ports/ports";
import { type Actor, type Sight, wholeTeam } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type Refused = { code: "not_allowed" };
type BinPorts = Pick<Ports, "bin" | "clock">;

/** Latest first; one more than a page is read to know whether there is another. */
export async function listBin(
  ports: BinPorts,
  actor: Actor,
  after: BinPlace | null,
): Promise<
  Result<
    {
      pictures: BinnedRecord[];
      next: BinPlace | null;
      total: { count: number; sizeBytes: number };
      now: Date;
    },
    Refused
  >
> {
  if (!canBin(actor.role)) return err({ code: "not_allowed" });
  const now = ports.clock.now();
  const [rows, total] = await Promise.all([
    ports.bin.list(actor, { after, limit: BIN_PAGE_SIZE + 1 }),
    ports.bin.total(actor),
  ]);
  const pictures = rows.slice(0, BIN_PAGE_SIZE);
  const next = rows.length > BIN_PAGE_SIZE ? (pictures.at(-1) ?? null) : null;
  return ok({ pictures, next, total, now });
}

export async function readBinTotal(
  ports: Pick<Ports, "bin">,
  actor: Actor,
): Promise<Result<{ count: number; sizeBytes: number }, Refused>> {
  return canBin(actor.role) ? ok(await ports.bin.total(actor)) : err({ code: "not_allowed" });
}

const idsOf = (ports: Pick<Ports, "bin">, sight: Sight, choice: BinChoice) =>
  "until" in choice
    ? ports.bin.listIds(sight, { until: new Date(choice.until), limit: PICTURES_MAX })
    : Promise.resolve([...new Set(choice.imageIds)]);

/** Back to where they were. Answers with those that it came to. */
export async function restoreFromBin(
  ports: Pick<Ports, "bin" | "library">,
  actor: Actor,
  choice: BinChoice,
): Promise<Result<{ changedIds: string[] }, Refused>> {
  if (!canBin(actor.role)) return err({ code: "not_allowed" });
  const ids = await idsOf(ports, actor, choice);
  return ok({ changedIds: await ports.library.restore(actor, ids) });
}

/** What deleting them for good would free, and what would stay and why. Nothing is changed. */
export async function planErasure(
  ports: Pick<Ports, "bin">,
  actor: Actor,
  choice: BinChoice,
): Promise<Result<Erasure, Refused>> {
  if (!canErase(actor.role)) return err({ code: "not_allowed" });
  return ok(erasureOf(await ports.bin.listUses(actor, await idsOf(ports, actor, choice))));
}

type ErasePorts = Pick<Ports, "audit" | "bin" | "clock" | "database" | "queue">;
type Eraser = { teamId: string; author: AuditAuthor };

/**
 * For good: out of the bin with marks and tags, in the audit log, and their bytes as soon as the worker has seen that
 * nothing else speaks of them. What is not in the team's bin is left out.
 */
export async function erasePictures(
  ports: ErasePorts,
  actor: Actor,
  choice: BinChoice,
): Promise<Result<Erasure, Refused>> {
  if (!canErase(actor.role)) return err({ code: "not_allowed" });
  const ids = await idsOf(ports, actor, choice);
  return ok(await eraseInSteps(ports, byActor(actor), ids));
}

/** Every night: what has had its days. What is under way waits for the next. */
export async function emptyBin(ports: ErasePorts): Promise<void> {
  const until = dueBefore(ports.clock.now());
  for (const teamId of await ports.bin.listTeams(until)) {
    const ids = await ports.bin.listIds(wholeTeam(teamId), { until, limit: DUE_MAX });
    await eraseInSteps(ports, { teamId, author: BY_STUDIO }, ids);
  }
}

/** Of one night and team. */
const DUE_MAX = 100_000;
/** Pictures of one transaction. */
const STEP = 500;

async function eraseInSteps(
  ports: ErasePorts,
  by: Eraser,
  ids: readonly string[],
): Promise<Erasure> {
  let erasure = NOTHING_ERASED;
  for (let at = 0; at < ids.length; at += STEP)
    erasure = addErasures(erasure, await eraseStep(ports, by, ids.slice(at, at + STEP)));
  return erasure;
}

/** The rows first: a crash before the bytes are gone leaves bytes without a row, and never a row without its bytes. */
const eraseStep = (ports: ErasePorts, by: Eraser, ids: readonly string[]): Promise<Erasure> =>
  ports.database.transaction(async (tx) => {
    const uses = await ports.bin.lockUses(tx, wholeTeam(by.teamId), ids);
    const erased = fatesOf(uses).filter(({ fate }) => fate !== "under_way");
    if (erased.length === 0) return erasureOf(uses);
    const at = ports.clock.now();
    const isKept = ({ fate }: (typeof erased)[number]) => fate === "goes_on" || fate === "staged";
    const idOf = ({ use }: (typeof erased)[number]) => use.imageId;
    const kept = erased.filter(isKept).map(idOf);
    const gone = erased.filter((each) => !isKept(each)).map(idOf);
    await ports.bin.erase(tx, { kept, gone }, at);
    const pictures = erased.map(({ use, fate }) => ({
      ...{ imageId: use.imageId, code: use.code, sha256: use.sha256, sizeBytes: use.sizeBytes },
      fate,
    }));
    await ports.audit.record(tx, {
      ...{ ...by, action: "pictures_erased", detail: { pictures }, at },
      object: { kind: "pictures", id: null, label: pictures.map(({ code }) => code).join(", ") },
      after: { count: pictures.length },
    });
    await ports.queue.enqueue(tx, { name: "removeBlobs", id: "all" });
    return erasureOf(uses);
  });

type RemovePorts = Pick<Ports, "blobs" | "clock" | "database" | "queue" | "storage">;

/** Looks at one time. */
const DUE_PAGE = 1_000;
/** Until whoever holds them may be done. */
const COME_BACK_MS = 10 * 60_000;

/** The bytes of what was deleted, unless something else speaks of them. Safe to repeat, and to cut off anywhere. */
export async function removeBlobs(ports: RemovePorts): Promise<void> {
  for (;;) {
    const due = await ports.blobs.listDue(DUE_PAGE);
    let heldCount = 0;
    for (const sha256 of due) {
      const outcome = await ports.blobs.removeUnused(sha256, () => deleteFiles(ports, sha256));
      if (outcome === "held") heldCount += 1;
    }
    if (due.length === DUE_PAGE && heldCount < due.length) continue;
    return heldCount > 0 ? comeBack(ports) : undefined;
  }
}

const comeBack = (ports: RemovePorts): Promise<void> =>
  ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, {
      ...{ name: "removeBlobs", id: "all", slot: "timer" },
      runAt: new Date(ports.clock.now().getTime() + COME_BACK_MS),
    }),
  );

/** The original last: as long as it is there, the others can be made again. */
async function deleteFiles({ storage }: Pick<Ports, "storage">, sha256: string): Promise<void> {
  for (const width of DERIVATIVE_WIDTHS) await storage.delete(derivativeKey(sha256, width));
  await storage.delete(cleanCopyKey(sha256));
  await storage.delete(blobKey(sha256));
}
