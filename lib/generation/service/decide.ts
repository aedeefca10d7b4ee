import "server-only";

import { canRiskMoney } from "@/lib/generation/policy";
import {
  type ChangePorts,
  findVariant,
  nameOf,
  type Refusal,
} from "@/lib/generation/service/change";
import {
  failVariant,
  moveVariant,
  NOT_CHARGED,
  sentAttempt,
} from "@/lib/generation/service/engine";
import { listKept } from "@/lib/generation/service/kept";
import type { AttentionCode } from "@/lib/money/schema";
import type { AttentionRecord } from "@/lib/ports/engine-repository";
import type { VariantRecord } from "@/lib/ports/generation-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** For admins: everything that may be paid for and has no picture, and what else is odd. */
export async function listAttention(
  ports: Pick<Ports, "engine" | "storage">,
  actor: Actor,
): Promise<Result<ListedAttention[], { code: "forbidden" }>> {
  if (!canRiskMoney(actor.role)) return err({ code: "forbidden" });
  const records = await ports.engine.listAttention(actor.teamId);
  const mayHaveKept = records.some(
    ({ variant: { attention } }) => attention && KEEPS.has(attention),
  );
  const kept = mayHaveKept ? await listKept(ports) : new Map<string, string[]>();
  return ok(records.map((record) => ({ ...record, kept: kept.get(record.variant.id) ?? [] })));
}

/** `kept` are the storage keys of what came and is no picture of the feed. */
export type ListedAttention = AttentionRecord & { kept: string[] };

const KEEPS: ReadonlySet<AttentionCode> = new Set(["paid_result_lost", "more_pictures"]);

type UnknownError = { code: "forbidden" | "not_found" | "not_unknown" };

/** "It is this task": the engine believes it once the id answers to our key. */
export async function claimTask(
  ports: ChangePorts,
  actor: Actor,
  { variantId, taskId }: { variantId: string; taskId: string },
): Promise<Result<null, UnknownError>> {
  const found = await findUnknown(ports, actor, variantId);
  if (!found.ok) return found;
  const { variant, attemptId } = found.value;
  const detail = `${await nameOf(ports, actor)}: ${taskId}`;
  await moveVariant(
    ports,
    {
      variant,
      to: "unknown",
      // The look for it comes besides the planned ones.
      set: { nextActionAt: variant.nextActionAt ?? ports.clock.now() },
      event: { kind: "claimed", detail },
    },
    {
      next: { name: "follow", afterMs: 0 },
      also: (tx) => ports.engine.saveTaskIdHint(tx, attemptId, taskId),
    },
  );
  return ok(null);
}

/** "It was not charged": a person has read it in the gateway's own log. */
export async function declareNotCharged(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<null, UnknownError>> {
  const found = await findUnknown(ports, actor, variantId);
  if (!found.ok) return found;
  await failVariant(ports, found.value.variant, {
    code: "not_accepted",
    detail: await nameOf(ports, actor),
    kind: "not_charged",
    charge: NOT_CHARGED,
  });
  return ok(null);
}

async function findUnknown(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<{ variant: VariantRecord; attemptId: string }, UnknownError>> {
  const found = await findVariant(ports, actor, { variantId, may: canRiskMoney });
  if (!found.ok) return found;
  const work = await ports.engine.findWork(variantId);
  const attempt = work && sentAttempt(work);
  return work?.variant.status === "unknown" && attempt
    ? ok({ variant: work.variant, attemptId: attempt.id })
    : err({ code: "not_unknown" });
}

/** "Fetch it again": one more look at the gateway; the picture that it still has is saved like any other. */
export async function fetchAgain(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<null, Refusal | { code: "not_lost" }>> {
  const found = await findVariant(ports, actor, { variantId, may: canRiskMoney });
  if (!found.ok) return found;
  const { variant } = found.value;
  if (variant.status !== "failed" || variant.attention !== "paid_result_lost")
    return err({ code: "not_lost" });
  const detail = await nameOf(ports, actor);
  await moveVariant(
    ports,
    { variant, to: "failed", event: { kind: "retrying", detail } },
    { next: { name: "follow", afterMs: 0 } },
  );
  return ok(null);
}

/** A person has looked at it: it leaves the list. */
export async function settleAttention(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<null, Refusal>> {
  const found = await findVariant(ports, actor, { variantId, may: canRiskMoney });
  if (!found.ok) return found;
  const { variant } = found.value;
  await moveVariant(ports, {
    variant,
    to: variant.status,
    set: { attention: null, nextActionAt: variant.nextActionAt },
    event: { kind: "settled", detail: await nameOf(ports, actor) },
  });
  return ok(null);
}
