import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { Ports } from "@/lib/ports/ports";
import type { TakeoutPicture, TakeoutRecord } from "@/lib/ports/takeout-repository";
import { type Actor, readerOf } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { SHEET_PICTURES_MAX } from "@/lib/sheet/schema/facts";
import { findChannelSize } from "@/lib/takeout/policy/channel-sizes";
import { filesPerPicture } from "@/lib/takeout/policy/outputs";
import { parsePattern } from "@/lib/takeout/policy/pattern";
import { canMoveFocus } from "@/lib/takeout/policy/roles";
import type {
  BeginRefusal,
  MoveFocus,
  TakeoutId,
  TakeoutOrder,
  TakeoutProgress,
} from "@/lib/takeout/schema";
import { SAMPLES_MAX, TAKEOUT_FILES_MAX, TAKEOUT_PICTURES_MAX } from "@/lib/takeout/schema/facts";

const MINUTE_MS = 60_000;
/** A download begins within that time, as often as a browser tries. */
const EXPIRES_MS = 30 * MINUTE_MS;
/** How a download went can be read for so long after that. */
const KEPT_MS = 24 * 60 * MINUTE_MS;

type BeginPorts = Pick<Ports, "audit" | "clock" | "database" | "takeouts">;
const ownerOf = ({ teamId, userId }: Actor) => ({ teamId, personId: userId });

export type TakeoutLook = {
  count: number;
  missingCount: number;
  sizeBytes: number;
  samples: TakeoutPicture[];
};

/** What a takeout of those pictures would be. Everybody of the team may see them, so everybody may take them out. */
export async function lookAtTakeout(
  { takeouts }: Pick<Ports, "takeouts">,
  actor: Actor,
  asked: readonly string[],
): Promise<TakeoutLook> {
  const imageIds = [...new Set(asked)];
  const [{ count, sizeBytes }, samples] = await Promise.all([
    takeouts.sumUp(actor, imageIds),
    takeouts.listPictures(actor, imageIds.slice(0, SAMPLES_MAX)),
  ]);
  return { count, missingCount: imageIds.length - count, sizeBytes, samples };
}

/** Keeps what is to be taken out; the download follows. */
export async function beginTakeout(
  { audit, clock, database, takeouts }: BeginPorts,
  actor: Actor,
  { imageIds: asked, order }: { imageIds: readonly string[]; order: TakeoutOrder },
): Promise<Result<{ takeoutId: string; fileCount: number }, BeginRefusal>> {
  const imageIds = [...new Set(asked)];
  const refusal = refusalOf(imageIds.length, order);
  if (refusal) return err(refusal);
  const owner = ownerOf(actor);
  const at = clock.now();
  const { count } = await takeouts.sumUp(actor, imageIds);
  if (count === 0) return err({ code: "nothing_left" });
  await takeouts.removeExpired(new Date(at.getTime() - KEPT_MS));
  const id = clock.newId();
  const expiresAt = new Date(at.getTime() + EXPIRES_MS);
  await database.transaction(async (tx) => {
    await takeouts.create(tx, owner, { id, order, imageIds, at, expiresAt });
    // One picture is taken along like a cutting; many leave the house.
    if (count > 1)
      await audit.record(tx, {
        ...{ ...byActor(actor), action: "takeout_begun", after: { count }, at },
        object: { kind: "pictures", id, label: "" },
      });
  });
  return ok({ takeoutId: id, fileCount: count * filesPerPicture(order.form) });
}

function refusalOf(count: number, { form, names }: TakeoutOrder): BeginRefusal | null {
  const pattern = parsePattern(names.pattern);
  if (!pattern.ok) return pattern.error;
  const unknown = form.kind === "pack" && form.sizeIds.find((id) => !findChannelSize(id));
  if (unknown) return { code: "unknown_size", sizeId: unknown };
  if (count === 0) return { code: "nothing_left" };
  const limit = form.kind === "sheet" ? SHEET_PICTURES_MAX : TAKEOUT_PICTURES_MAX;
  if (count > limit) return { code: "too_many", limit };
  const perPicture = filesPerPicture(form);
  return count * perPicture > TAKEOUT_FILES_MAX
    ? { code: "too_many", limit: Math.floor(TAKEOUT_FILES_MAX / perPicture) }
    : null;
}

/** The person's own; null when it is somebody else's, was never there, or has expired. */
export const findTakeout = (
  { clock, takeouts }: BeginPorts,
  actor: Actor,
  id: string,
): Promise<TakeoutRecord | null> => takeouts.find(ownerOf(actor), id, clock.now());

/** How far it is. */
export async function readProgress(
  { clock, takeouts }: BeginPorts,
  actor: Actor,
  id: string,
): Promise<TakeoutProgress | null> {
  const takeout = await takeouts.find(
    ownerOf(actor),
    id,
    new Date(clock.now().getTime() - KEPT_MS),
  );
  if (!takeout) return null;
  const total = takeout.imageIds.length * filesPerPicture(takeout.order.form);
  return takeout.progress ?? { state: "waiting", done: 0, total, leftOutCount: 0, leftOut: [] };
}

/** Of the person's own, for good: the download that is under way breaks off. One that is done stays. */
export async function stopTakeout(
  { takeouts }: Pick<Ports, "takeouts">,
  actor: Actor,
  { id }: TakeoutId,
): Promise<Result<null, { code: "not_found" }>> {
  return (await takeouts.stop(ownerOf(actor), id)) ? ok(null) : err({ code: "not_found" });
}

/** What a crop keeps in sight, for the whole team. */
export async function moveFocus(
  { clock, takeouts }: BeginPorts,
  actor: Actor,
  { imageId, x, y }: MoveFocus,
): Promise<Result<null, { code: "not_allowed" | "not_found" }>> {
  if (!canMoveFocus(actor.role)) return err({ code: "not_allowed" });
  const isMoved = await takeouts.setFocus(readerOf(actor), imageId, { x, y, at: clock.now() });
  return isMoved ? ok(null) : err({ code: "not_found" });
}
