import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { ApiRequests } from "@/lib/ports/api-requests";

const placeOf = ({ teamId, keyHash }: { teamId: string; keyHash: Uint8Array }) => ({
  teamId_keyHash: { teamId, keyHash: bytes(keyHash) },
});

export const createApiRequests = (prisma: PrismaClient): ApiRequests => ({
  async claim({ teamId, keyHash }, { bodyHash, userId, requestId }, at) {
    await prisma.$executeRaw`
      insert into api_request (team_id, key_hash, body_hash, user_id, request_id, created_at)
      values (${teamId}, ${bytes(keyHash)}, ${bytes(bodyHash)}, ${userId}, ${requestId}, ${at})
      on conflict do nothing`;
    return prisma.apiRequest.findUniqueOrThrow({
      where: placeOf({ teamId, keyHash }),
      select: { bodyHash: true, userId: true, requestId: true, answer: true },
    });
  },
  async keepAnswer({ teamId, keyHash }, answer) {
    await prisma.apiRequest.updateMany({
      where: { teamId, keyHash: bytes(keyHash), answer: null },
      data: { answer },
    });
    const row = await prisma.apiRequest.findUnique({ where: placeOf({ teamId, keyHash }) });
    return row?.answer ?? answer;
  },
  async dropOld(before) {
    await prisma.apiRequest.deleteMany({ where: { createdAt: { lt: before } } });
  },
});
