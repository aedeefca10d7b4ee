import "server-only";

import { FOLLOW_MAX_MS } from "@/lib/generation/policy";
import type { FailureCode, VariantStatus, WaitReason } from "@/lib/generation/schema";
import type { TaskEventKind } from "@/lib/generation/schema/task-log";
import type { AttentionCode, ChargeBasis } from "@/lib/money/schema";
import type { CircuitCode, CircuitGroup } from "@/lib/ports/circuits";
import type { Transaction } from "@/lib/ports/database";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type {
  AttemptRecord,
  VariantMove,
  VariantRecord,
  Work,
} from "@/lib/ports/generation-repository";
import type { JobName } from "@/lib/ports/job-queue";
import type { Ports } from "@/lib/ports/ports";
import { FAILURES_MAX, probeDelayMs } from "@/lib/sending/policy";
import type { MicroUsd } from "@/lib/shared/money";

export type EnginePorts = Pick<
  Ports,
  "circuits" | "clock" | "database" | "engine" | "ledger" | "queue"
>;

/** What sending needs besides. */
export type SubmitPorts = EnginePorts &
  Pick<
    Ports,
    | "connections"
    | "customModels"
    | "gateways"
    | "heldAnswers"
    | "modelGaps"
    | "prices"
    | "rateLimits"
    | "storage"
  >;

export type FollowPorts = EnginePorts &
  Pick<Ports, "connections" | "gateways" | "gatewayWords" | "rateLimits">;

/** A variant whose task may exist, and the key to ask with. */
export type Followed = { work: Work; attempt: AttemptRecord; usable: UsableKey };

type Next = { name: JobName; afterMs: number; hasTurn?: boolean };

type Charge = { microUsd: MicroUsd; basis: ChargeBasis | null };

type Together = {
  next?: Next;
  /** Of money: written in the same commit. */
  charge?: Charge;
  /** Joins the commit. */
  also?: (tx: Transaction) => Promise<void>;
};

/** These free a slot or a sender: somebody else may go. */
const FREES_A_TURN: ReadonlySet<VariantStatus> = new Set([
  "submitted",
  "saving",
  "succeeded",
  "failed",
  "unknown",
  "cancelled",
]);

/**
 * One transition with its log line, its money and its next job in one commit. False when somebody else
 * moved the variant first: then nothing of this was written.
 */
export async function moveVariant(
  ports: EnginePorts,
  { variant, ...move }: Omit<VariantMove, "at" | "variant"> & { variant: VariantRecord },
  { next, charge, also }: Together = {},
): Promise<boolean> {
  const at = ports.clock.now();
  const runAt = next ? new Date(at.getTime() + next.afterMs) : null;
  const moves = move.to !== variant.status;
  return ports.database.transaction(async (tx) => {
    const set = { nextActionAt: runAt, ...move.set };
    if (!(await ports.engine.move(tx, { ...move, variant, set, at }))) return false;
    await also?.(tx);
    if (charge) await ports.ledger.charge(tx, variant.id, charge);
    if (next && runAt) {
      const { name, hasTurn = false } = next;
      await ports.queue.enqueue(tx, { name, id: variant.id, runAt, hasTurn });
    }
    if (moves && FREES_A_TURN.has(move.to))
      await ports.queue.enqueue(tx, { name: "dispatch", id: variant.account });
    if (moves && ENDS.has(move.to))
      await ports.queue.enqueue(tx, { name: "balance", id: variant.gatewayKeyId });
    return true;
  });
}

/** Then the gateway may have something new to say of money. */
const ENDS: ReadonlySet<VariantStatus> = new Set(["succeeded", "failed"]);

/** Stands still for a moment in the same status, and says why. */
export const waitFor = (
  ports: EnginePorts,
  { variant }: Pick<Work, "variant">,
  wait: { reason: WaitReason | null; next: Next },
) =>
  moveVariant(
    ports,
    { variant, to: variant.status, set: { waitReason: wait.reason } },
    { next: wait.next },
  );

export type Failure = {
  code: FailureCode;
  detail: string | null;
  kind?: TaskEventKind;
  charge: Charge;
  attention?: AttentionCode;
  next?: Next;
  also?: (tx: Transaction) => Promise<void>;
};

export const failVariant = (
  ports: EnginePorts,
  variant: VariantRecord,
  { code, detail, kind = "failed", charge, attention, next, also }: Failure,
) =>
  moveVariant(
    ports,
    {
      variant,
      to: "failed",
      set: {
        failureCode: code,
        failureDetail: detail,
        waitReason: null,
        endedAt: ports.clock.now(),
        turnAt: null,
        ...(attention && { attention }),
      },
      event: { kind, detail },
    },
    { charge, ...(next && { next }), ...(also && { also }) },
  );

/** Nothing was paid for: the reserve is free again. */
export const NOT_CHARGED: Charge = { microUsd: 0, basis: null };

/** Paid for, as far as our price table knows, if the balance has not told better. */
export const estimated = (variant: VariantRecord): Charge => ({
  microUsd: variant.reservedMicroUsd,
  basis: "estimated",
  ...(variant.chargeBasis === "measured" && {
    microUsd: variant.spentMicroUsd ?? 0,
    basis: "measured",
  }),
});

/** The attempt that the gateway accepted, or may have: the last one that can have been sent. */
export const sentAttempt = ({ attempts }: Pick<Work, "attempts">): AttemptRecord | null =>
  attempts.findLast(
    ({ sentAt, outcome }) => sentAt !== null && outcome !== "refused" && outcome !== "not_sent",
  ) ?? null;

/** Ms until the next planned look: more than 0 when somebody asked for one before. */
export const msUntilDue = (
  ports: Pick<Ports, "clock">,
  { nextActionAt }: Pick<VariantRecord, "nextActionAt">,
) => (nextActionAt ? Math.max(0, nextActionAt.getTime() - ports.clock.now().getTime()) : 0);

export const msSince = (ports: Pick<Ports, "clock">, at: Date) =>
  ports.clock.now().getTime() - at.getTime();

type Broken = { gatewayKeyId: string; group: CircuitGroup };

/** Weakest first. Of two reasons the stronger one stays: its cure cures the other too. */
const REASONS: readonly CircuitCode[] = ["unreachable", "unknowns", "bad_key", "no_balance"];

/** Leaves a group of endpoints alone until a free call gets through. */
export async function openCircuit(
  ports: EnginePorts,
  { gatewayKeyId, group }: Broken,
  code: CircuitCode,
): Promise<void> {
  const at = ports.clock.now();
  const known = await ports.circuits.find(gatewayKeyId, group);
  if (known && REASONS.indexOf(known.code) >= REASONS.indexOf(code)) return;
  const nextProbeAt = new Date(at.getTime() + probeDelayMs(0));
  await ports.circuits.open({ gatewayKeyId, group, code, nextProbeAt, probeCount: 0, at });
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "probe", id: gatewayKeyId, runAt: nextProbeAt }),
  );
}

/** The gateway with that key; what it says of its limits is learnt for all processes. */
export const openGateway = (ports: Pick<Ports, "gateways" | "rateLimits">, usable: UsableKey) =>
  ports.gateways.open(usable.connection, {
    onLimits: (facts) => ports.rateLimits.learn(usable.key.account, facts),
  });

/** A call of this group did not get through. */
export async function countFailure(ports: EnginePorts, broken: Broken): Promise<void> {
  const count = await ports.circuits.countFailure(broken.gatewayKeyId, broken.group);
  if (count >= FAILURES_MAX) await openCircuit(ports, broken, "unreachable");
}

export const acceptedAt = ({ work: { variant }, attempt }: Followed) =>
  variant.submittedAt ?? attempt.sentAt ?? attempt.createdAt;

/** A day without an end. */
export const isOverdue = (ports: Pick<Ports, "clock">, followed: Followed) =>
  msSince(ports, acceptedAt(followed)) > FOLLOW_MAX_MS;
