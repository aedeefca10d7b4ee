import "server-only";

import { BACKUP_AGE_MAX_MS, canSeeFirstSteps, LOW_CREDITS } from "@/lib/first-steps/policy";
import type { StepState } from "@/lib/first-steps/schema";
import { BACKUP_FAILURES } from "@/lib/first-steps/schema/facts";
import { hasEnded } from "@/lib/generation/schema/facts";
import {
  BACKUP_FAILED,
  BACKUP_MADE,
  type BackupFailure,
  type BackupFailureValue,
  backupFailureOf,
} from "@/lib/ports/backup-facts";
import type { FirstPicture, FirstStepsRecord } from "@/lib/ports/first-steps";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type KeyStep = {
  state: StepState;
  usable: UsableKey | null;
  lastFour: string | null;
  credits: number | null;
};
export type BackupStep = {
  state: StepState;
  at: Date | null;
  failure: { code: BackupFailure; at: Date } | null;
};
export type Steps = Omit<FirstStepsRecord, "picture" | "hasSecondFactor"> & {
  key: KeyStep;
  picture: { state: StepState; made: FirstPicture | null };
  backup: BackupStep;
  factor: { state: StepState };
  team: { state: StepState };
};

type StepsPorts = Pick<
  Ports,
  "balances" | "circuits" | "clock" | "connections" | "firstSteps" | "installation" | "teamKeys"
>;

/** Each state is what the studio knows now; nothing is ticked by hand. */
export async function readFirstSteps(
  ports: StepsPorts,
  { role, teamId, userId }: Actor,
): Promise<Result<Steps, { code: "forbidden" }>> {
  if (!canSeeFirstSteps(role)) return err({ code: "forbidden" });
  const [record, key, backup] = await Promise.all([
    ports.firstSteps.read({ teamId, userId }, ports.clock.now()),
    keyStep(ports, teamId),
    backupStep(ports),
  ]);
  const { isPutAway, memberCount, invitationCount, picture: made, hasSecondFactor } = record;
  return ok({
    ...{ isPutAway, memberCount, invitationCount, key, backup },
    picture: { state: pictureState(made), made },
    factor: { state: hasSecondFactor ? "done" : "open" },
    team: { state: memberCount + invitationCount > 1 ? "done" : "open" },
  });
}

export async function putFirstStepsAway(
  { clock, firstSteps }: Pick<Ports, "clock" | "firstSteps">,
  { role, teamId, userId }: Actor,
  isPutAway: boolean,
): Promise<Result<null, { code: "forbidden" }>> {
  if (!canSeeFirstSteps(role)) return err({ code: "forbidden" });
  await firstSteps.putAway({ teamId, userId }, isPutAway ? clock.now() : null);
  return ok(null);
}

function pictureState(made: FirstPicture | null): StepState {
  if (!made) return "open";
  if (made.image) return "done";
  if (made.status === "failed") return "failed";
  // One that was cancelled, or whose picture was deleted for good, is none.
  return hasEnded(made.status) ? "open" : "running";
}

/** The key that new work of the team goes out with. The sandbox is no key of anybody. */
async function keyStep(ports: StepsPorts, teamId: string): Promise<KeyStep> {
  const usable = await ports.connections.current({ teamId }).catch(() => null);
  const nothing = { lastFour: null, credits: null };
  if (!usable || usable.key.source === "sandbox") return { state: "open", usable, ...nothing };
  return usable.key.source === "team"
    ? teamKeyStep(ports, teamId, usable)
    : settingsKeyStep(ports, usable);
}

async function teamKeyStep({ teamKeys }: StepsPorts, teamId: string, usable: UsableKey) {
  const key = (await teamKeys.list(teamId)).find(({ id }) => id === usable.key.id);
  const credits = key?.balances[0]?.remainingCredits ?? null;
  const facts = { usable, lastFour: key?.lastFour ?? null, credits };
  if (!key || key.checkAskedAt) return { ...facts, state: key ? "running" : "open" } as const;
  if (key.suspended) return { ...facts, state: "failed" } as const;
  if (!key.check) return { ...facts, state: "open" } as const;
  const isGood = key.check.code === "works" || key.check.code === "no_balance";
  return { ...facts, state: isGood ? stateOfBalance(credits) : "failed" } as const;
}

/** It is not tested on demand: its balance is read at each start, and its breaker says when it was refused. */
async function settingsKeyStep({ balances, circuits }: StepsPorts, usable: UsableKey) {
  const [latest, open] = await Promise.all([balances.latest(usable.key.id), circuits.listOpen()]);
  const credits = latest?.remainingCredits ?? null;
  const facts = { usable, lastFour: null, credits };
  if (open.some(({ gatewayKeyId }) => gatewayKeyId === usable.key.id))
    return { ...facts, state: "failed" } as const;
  return { ...facts, state: latest ? stateOfBalance(credits) : "open" } as const;
}

/** Null is an account without a limit. */
const stateOfBalance = (credits: number | null): StepState =>
  credits !== null && credits < LOW_CREDITS ? "low" : "done";

async function backupStep({ clock, installation }: StepsPorts): Promise<BackupStep> {
  const [made, failed] = await Promise.all([
    installation.findFact(BACKUP_MADE),
    installation.findFact(BACKUP_FAILED),
  ]);
  const at = made?.measuredAt ?? null;
  const failure = backupFailureOf(failed);
  if (failed && failure)
    return { state: "failed", at, failure: { code: codeOf(failure), at: failed.measuredAt } };
  const isFresh = at !== null && clock.now().getTime() - at.getTime() <= BACKUP_AGE_MAX_MS;
  return { state: isFresh ? "done" : "open", at, failure: null };
}

/** What another version has written and this one does not know is a failure all the same. */
const codeOf = ({ code }: BackupFailureValue): BackupFailure =>
  BACKUP_FAILURES.find((each) => each === code) ?? "failed";
