import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { Clock } from "@/lib/ports/clock";
import type { GatewayWords } from "@/lib/ports/gateway-words";

/** A gateway that says something new each time is counted under one name from here on. */
const WORDS_MAX = 100;
const OTHERS = "(others)";

/** `warn` hears each word once, whichever process saw it. */
export const createGatewayWords = (
  prisma: PrismaClient,
  { clock, warn }: { clock: Clock; warn: (facts: object, message: string) => void },
): GatewayWords => ({
  async note(said) {
    const isKnown = (await prisma.gatewayWord.count({ where: { word: said } })) > 0;
    const word = isKnown || (await prisma.gatewayWord.count()) < WORDS_MAX ? said : OTHERS;
    const at = clock.now();
    const { count } = await prisma.gatewayWord.upsert({
      where: { word },
      create: { word, count: 1, firstAt: at, lastAt: at },
      update: { count: { increment: 1 }, lastAt: at },
    });
    if (count === 1)
      warn({ word }, "the gateway says a status that we do not know; the work goes on");
  },
  list: () => prisma.gatewayWord.findMany({ orderBy: [{ count: "desc" }, { word: "asc" }] }),
});
