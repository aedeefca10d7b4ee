import { randomBytes } from "node:crypto";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import {
  toAttempt,
  toInputs,
  toVariant,
  WITH_IMAGE,
  WITH_INPUTS,
} from "@/lib/adapters/prisma/generation-rows";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { Clock } from "@/lib/ports/clock";
import type { Transaction } from "@/lib/ports/database";
import type { EngineRepository, VariantMove, Work } from "@/lib/ports/generation-repository";

async function findWork(prisma: PrismaClient, variantId: string): Promise<Work | null> {
  const row = await prisma.variant.findUnique({
    where: { id: variantId },
    include: {
      ...WITH_IMAGE,
      gatewayKey: { select: { source: true } },
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
async function installationHandle(prisma: PrismaClient): Promise<string> {
  await prisma.installation.createMany({
    data: [{ handle: randomBytes(4).toString("hex") }],
    skipDuplicates: true,
  });
  const { handle } = await prisma.installation.findUniqueOrThrow({ where: { id: 1 } });
  return handle;
}

export const createEngineRepository = (prisma: PrismaClient, clock: Clock): EngineRepository => ({
  findWork: (variantId) => findWork(prisma, variantId),
  move: createMove(clock),
  async createAttempt(tx, attempt) {
    await inside(tx).attempt.create({ data: attempt });
  },
  async markSent(attemptId, at) {
    const { count } = await prisma.attempt.updateMany({
      where: { id: attemptId, sentAt: null, outcome: null },
      data: { sentAt: at },
    });
    return count === 1;
  },
  async closeAttempt(tx, attemptId, { outcome, reason, taskId }) {
    await inside(tx).attempt.update({
      where: { id: attemptId },
      data: { outcome, reason, taskId },
    });
  },
  async countLookup(tx, attemptId) {
    await inside(tx).attempt.update({
      where: { id: attemptId },
      data: { lookupCount: { increment: 1 } },
    });
  },
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
  installationHandle: () => installationHandle(prisma),
});
