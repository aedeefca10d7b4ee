import { ulid } from "ulid";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";

/** A variant whose task the gateway has accepted, with a team and a key of its own. */
export async function addSubmittedVariant(
  prisma: PrismaClient,
  attempt: { clientBusinessId: string; taskId: string | null },
): Promise<string> {
  const id = ulid();
  const createdAt = new Date();
  const { id: teamId } = await prisma.team.create({
    data: { id, name: "Team", timeZone: "UTC" },
  });
  const { id: authorId } = await prisma.user.create({
    data: { id, email: `${id}@example.com`, name: "Designer", passwordHash: "-" },
  });
  const { id: projectId } = await prisma.project.create({
    data: { id, teamId, name: "Autumn", code: "AK" },
  });
  const { id: gatewayKeyId } = await prisma.gatewayKey.create({
    data: { id, source: "environment", label: "Key", fingerprint: id, account: id },
  });
  const text = { promptAsTyped: "a red bicycle", promptAsSent: "a red bicycle" };
  const picture = { model: "gemini-3-pro-image-preview", aspectRatio: "1:1", resolution: "1K" };
  const price = { priceMicroUsd: 0, lateAfterMs: 120_000 };
  const press = { requestId: id, requestHash: "-", code: "AK-0101-01", verb: "fresh" };
  await prisma.generation.create({
    data: { id, teamId, projectId, authorId, ...press, ...text, ...picture, ...price, createdAt },
  });
  const place = { number: 1, cell: 1, month: "2026-01", reservedMicroUsd: 0 };
  const state = { status: "submitted", statusChangedAt: createdAt, createdAt } as const;
  await prisma.variant.create({
    data: { id, generationId: id, teamId, authorId, gatewayKeyId, ...place, ...state },
  });
  const sent = { createdAt, sentAt: createdAt, outcome: "accepted" };
  await prisma.attempt.create({ data: { id, variantId: id, gatewayKeyId, ...attempt, ...sent } });
  return id;
}
