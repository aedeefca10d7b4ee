import "server-only";

import { canGenerate, canRiskMoney, monthOf, nextStepOf } from "@/lib/generation/policy";
import { hasEnded } from "@/lib/generation/schema/facts";
import { type EnginePorts, moveVariant, NOT_CHARGED } from "@/lib/generation/service/engine";
import { type OverCap, overCap } from "@/lib/generation/service/over-cap";
import { currentPrice } from "@/lib/generation/service/price";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { GenerationRecord, VariantRecord } from "@/lib/ports/generation-repository";
import { BudgetExceededError } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";
import { PRIORITY } from "@/lib/sending/policy";
import { type Actor, type Role, wholeTeam } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type ChangePorts = EnginePorts &
  Pick<Ports, "accounts" | "budgets" | "connections" | "customModels" | "generations" | "prices">;

type Found = { generation: GenerationRecord; variant: VariantRecord };
export type Refusal = { code: "forbidden" | "not_found" };

export async function findVariant(
  ports: Pick<Ports, "generations">,
  actor: Actor,
  { variantId, may = canGenerate }: { variantId: string; may?: (role: Role) => boolean },
): Promise<Result<Found, Refusal>> {
  if (!may(actor.role)) return err({ code: "forbidden" });
  const generation = await ports.generations.findByVariantInTeam(actor, variantId);
  const variant = generation?.variants.find(({ id }) => id === variantId);
  return generation && variant ? ok({ generation, variant }) : err({ code: "not_found" });
}

type RetryError = { code: "forbidden" | "not_found" | "not_retryable" | "no_price" } | OverCap;

/** A new variant of the same generation in the cell of one that failed. Paid again. */
export async function retryVariant(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<GenerationRecord, RetryError>> {
  const found = await findVariant(ports, actor, { variantId });
  if (!found.ok) return found;
  if (found.value.variant.status !== "failed") return err({ code: "not_retryable" });
  return addAnother(ports, actor, found.value);
}

/**
 * The same for one of which nobody knows whether it was accepted: it may be paid twice. What was sent
 * before stays as it is and is still looked for.
 */
export async function sendAgain(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<GenerationRecord, RetryError>> {
  const found = await findVariant(ports, actor, { variantId, may: canRiskMoney });
  if (!found.ok) return found;
  const { variant } = found.value;
  if (variant.status !== "unknown") return err({ code: "not_retryable" });
  const detail = await nameOf(ports, actor);
  const event = { kind: "sent_again", detail } as const;
  const note = (tx: Transaction) =>
    ports.engine.move(tx, { variant, to: "unknown", at: ports.clock.now(), event });
  return addAnother(ports, actor, { ...found.value, note });
}

export const nameOf = async (ports: Pick<Ports, "accounts">, actor: Actor) =>
  (await ports.accounts.findViewer(actor.userId, actor))?.user.name ?? actor.userId;

/** Of all its variants, whoever sees them. */
async function numbersOf(
  { generations }: Pick<Ports, "generations">,
  { teamId }: Actor,
  generation: GenerationRecord,
): Promise<Pick<VariantRecord, "cell" | "number">[]> {
  const whole = await generations.findInTeam(wholeTeam(teamId), generation.id);
  return whole?.variants ?? generation.variants;
}

/** `note` joins the commit. False when somebody else moved the first one: then nothing is added. */
async function addAnother(
  ports: ChangePorts,
  actor: Actor,
  {
    generation,
    variant,
    note = async () => true,
  }: Found & { note?: (tx: Transaction) => Promise<boolean> },
): Promise<Result<GenerationRecord, RetryError>> {
  const numbers = await numbersOf(ports, actor, generation);
  const isLatest = numbers.every(
    ({ cell, number }) => cell !== variant.cell || number <= variant.number,
  );
  if (!isLatest) return err({ code: "not_retryable" });
  const { key } = await ports.connections.current({
    teamId: actor.teamId,
    projectId: generation.projectId,
  });
  const microUsd = await currentPrice(ports, generation);
  if (microUsd === null) return err({ code: "no_price" });
  const id = ports.clock.newId();
  const createdAt = ports.clock.now();
  const { teamId, userId: authorId } = actor;
  const month = monthOf(createdAt);
  try {
    const isAdded = await ports.database.transaction(async (tx) => {
      if (!(await note(tx))) return false;
      const isSandbox = key.source === "sandbox";
      const purse = {
        teamId,
        projectId: generation.projectId,
        personId: authorId,
        month,
        isSandbox,
      };
      await ports.ledger.reserve(tx, purse, [{ id, microUsd }]);
      await ports.generations.addVariant(tx, generation, {
        id,
        number: Math.max(...numbers.map((each) => each.number)) + 1,
        cell: variant.cell,
        priority: PRIORITY.person,
        authorId,
        gatewayKeyId: key.id,
        month,
        reservedMicroUsd: microUsd,
        createdAt,
      });
      await ports.queue.enqueue(tx, { name: "dispatch", id: key.account });
      return true;
    });
    if (!isAdded) return err({ code: "not_retryable" });
  } catch (cause) {
    if (cause instanceof BudgetExceededError) {
      return err(await overCap(ports, actor, { cause, askedMicroUsd: microUsd }));
    }
    // Pressed twice: the other press has taken the next number.
    if (!(cause instanceof ConflictError)) throw cause;
  }
  const changed = await ports.generations.findInTeam(actor, generation.id);
  return changed ? ok(changed) : err({ code: "not_found" });
}

/** Lets the engine take its next step now instead of when it had planned to. */
export async function checkVariant(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<null, { code: "forbidden" | "not_found" | "nothing_to_check" }>> {
  const found = await findVariant(ports, actor, { variantId });
  if (!found.ok) return found;
  const { id, status } = found.value.variant;
  const name = nextStepOf(status);
  if (!name) return err({ code: "nothing_to_check" });
  await ports.database.transaction((tx) => ports.queue.enqueue(tx, { name, id }));
  return ok(null);
}

/**
 * Takes a variant back that was not sent. Later it only stops waiting: the screen lets go of it, the
 * work and its cost go on, and the picture is there when it comes.
 */
export async function cancelVariant(
  ports: ChangePorts,
  actor: Actor,
  variantId: string,
): Promise<Result<{ isTakenBack: boolean }, { code: "forbidden" | "not_found" | "has_ended" }>> {
  const found = await findVariant(ports, actor, { variantId });
  if (!found.ok) return found;
  const { variant } = found.value;
  if (hasEnded(variant.status)) return err({ code: "has_ended" });
  const detail = await nameOf(ports, actor);
  const endedAt = ports.clock.now();
  if (variant.status === "queued") {
    const isTakenBack = await moveVariant(
      ports,
      {
        variant,
        to: "cancelled",
        set: { endedAt, turnAt: null, waitReason: null },
        event: { kind: "cancelled", detail },
      },
      { charge: NOT_CHARGED },
    );
    // It has just been sent: then it can only be let go of.
    return isTakenBack ? ok({ isTakenBack }) : cancelVariant(ports, actor, variantId);
  }
  const isLetGo = await moveVariant(ports, {
    variant,
    to: variant.status,
    set: { letGoAt: endedAt, nextActionAt: variant.nextActionAt },
    event: { kind: "stopped_waiting", detail },
  });
  return isLetGo ? ok({ isTakenBack: false }) : cancelVariant(ports, actor, variantId);
}
