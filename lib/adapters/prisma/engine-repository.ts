import { randomBytes } from "node:crypto";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  toAttempt,
  toInputs,
  toVariant,
  WITH_IMAGE,
  WITH_INPUTS,
} from "@/lib/adapters/prisma/generation-rows";
import { inside, UNSAFE_SETTINGS } from "@/lib/adapters/prisma/prisma-client";
import type { Clock } from "@/lib/ports/clock";
import type { Transaction } from "@/lib/ports/database";
import type { AttentionRecord, EngineRepository } from "@/lib/ports/engine-repository";
import type { VariantMove, Work } from "@/lib/ports/generation-repository";

async function findWork(prisma: PrismaClient, variantId: string): Promise<Work | null> {
  const row = await prisma.variant.findUnique({
    where: { id: variantId },
    include: {
      ...WITH_IMAGE,
      generation: { include: WITH_INPUTS },
      attempts: { orderBy: { id: "asc" } },
    },
  });
  return (
    row && {
      variant: toVariant(row),
      generation: { ...toInputs(row.generation), gatewaySource: row.gatewayKey.source },
      attempts: row.attempts.map(toAttempt),
    }
  );
}

function createMove(clock: Clock) {
  return async (tx: Transaction, { variant, to, at, set, event }: VariantMove) => {
    const { count } = await inside(tx).variant.updateMany({
      where: { id: variant.id, status: variant.status, version: variant.version },
      data: {
        ...set,
        status: to,
        version: { increment: 1 },
        ...(to === variant.status ? {} : { statusChangedAt: at }),
      },
    });
    if (count === 0) return false;
    if (event) {
      await inside(tx).taskEvent.create({
        data: { id: clock.newId(), variantId: variant.id, at, ...event },
      });
    }
    return true;
  };
}

/** Made once; all processes of an installation agree on it. */
export const ensureInstallation = (prisma: Pick<PrismaClient, "installation">) =>
  prisma.installation.createMany({
    data: [{ handle: randomBytes(4).toString("hex") }],
    skipDuplicates: true,
  });

async function installationHandle(prisma: PrismaClient): Promise<string> {
  await ensureInstallation(prisma);
  const { handle } = await prisma.installation.findUniqueOrThrow({ where: { id: 1 } });
  return handle;
}

/**
 * One statement looks at the pause and marks: what starts after a pause has committed is not sent, nor is
 * what a power cut could make us forget.
 */
async function markSent(prisma: PrismaClient, attemptId: string, at: Date) {
  const count = await prisma.$executeRaw`
    update attempt set sent_at = ${at}
    where id = ${attemptId} and sent_at is null and outcome is null
      and not exists (select 1 from installation where paused_at is not null)
      and not exists (${UNSAFE_SETTINGS})`;
  if (count === 1) return "sent";
  const [row] = await prisma.$queryRaw<{ is_held: boolean }[]>`
    select exists (select 1 from installation where paused_at is not null)
      or exists (${UNSAFE_SETTINGS}) as is_held`;
  return row?.is_held ? "paused" : "closed";
}

async function listAttention(prisma: PrismaClient, teamId: string): Promise<AttentionRecord[]> {
  const rows = await prisma.variant.findMany({
    where: { teamId, OR: [{ attention: { not: null } }, { status: "unknown" }] },
    include: {
      ...WITH_IMAGE,
      gatewayKey: { select: { source: true, account: true, label: true } },
      generation: { select: { code: true, author: { select: { id: true, name: true } } } },
      attempts: { where: { sentAt: { not: null } }, orderBy: { id: "desc" }, take: 1 },
    },
    orderBy: [{ statusChangedAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.map((row) => ({
    variant: toVariant(row),
    generationCode: row.generation.code,
    author: row.generation.author,
    attempt: row.attempts[0] ? toAttempt(row.attempts[0]) : null,
    keyLabel: row.gatewayKey.label,
  }));
}

export const createEngineRepository = (prisma: PrismaClient, clock: Clock): EngineRepository => ({
  findWork: (variantId) => findWork(prisma, variantId),
  move: createMove(clock),
  async createAttempt(tx, attempt) {
    await inside(tx).attempt.create({ data: attempt });
  },
  markSent: (attemptId, at) => markSent(prisma, attemptId, at),
  async closeAttempt(tx, attemptId, result) {
    await inside(tx).attempt.update({ where: { id: attemptId }, data: result });
  },
  async countLookup(tx, attemptId, { answer, at }) {
    const where = { id: attemptId };
    if (answer !== "absent") {
      const lookupCount = { increment: answer === "doubtful" ? 0 : 1 };
      const data = { lookupCount, negativeCount: 0, firstNegativeAt: null };
      await inside(tx).attempt.update({ where, data });
      return;
    }
    const data = { lookupCount: { increment: 1 }, negativeCount: { increment: 1 } };
    const { firstNegativeAt } = await inside(tx).attempt.update({ where, data });
    if (!firstNegativeAt) await inside(tx).attempt.update({ where, data: { firstNegativeAt: at } });
  },
  async saveTaskIdHint(tx, attemptId, taskIdHint) {
    await inside(tx).attempt.update({ where: { id: attemptId }, data: { taskIdHint } });
  },
  async saveRawAnswer(tx, attemptId, rawAnswer) {
    await inside(tx).attempt.update({ where: { id: attemptId }, data: { rawAnswer } });
  },
  countUnknown: (gatewayKeyId, since) =>
    prisma.variant.count({
      where: { gatewayKeyId, status: "unknown", statusChangedAt: { gt: since } },
    }),
  async findControl(gatewayKeyId, since) {
    const row = await prisma.attempt.findFirst({
      where: {
        gatewayKeyId,
        outcome: "accepted",
        taskId: { not: null },
        variant: { status: "succeeded", endedAt: { gt: since } },
      },
      orderBy: { id: "desc" },
      select: { clientBusinessId: true },
    });
    return row?.clientBusinessId ?? null;
  },
  listAttention: (teamId) => listAttention(prisma, teamId),
  findUpload: (referenceImageId, gatewayKeyId) =>
    prisma.gatewayUpload.findUnique({
      where: { referenceImageId_gatewayKeyId: { referenceImageId, gatewayKeyId } },
      select: { url: true, uploadedAt: true },
    }),
  async saveUpload({ referenceImageId, gatewayKeyId, ...upload }) {
    await prisma.gatewayUpload.upsert({
      where: { referenceImageId_gatewayKeyId: { referenceImageId, gatewayKeyId } },
      create: { referenceImageId, gatewayKeyId, ...upload },
      update: upload,
    });
  },
  async forgetUploads(generationId, gatewayKeyId, before) {
    const { count } = await prisma.gatewayUpload.deleteMany({
      where: {
        gatewayKeyId,
        uploadedAt: { lt: before },
        referenceImage: { generations: { some: { generationId } } },
      },
    });
    return count > 0;
  },
  installationHandle: () => installationHandle(prisma),
});
