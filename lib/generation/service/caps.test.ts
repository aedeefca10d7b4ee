import { afterAll, beforeAll, expect, test } from "vitest";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createLedger } from "@/lib/adapters/prisma/ledger";
import { createPrismaClient, createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createGenerationSchema } from "@/lib/generation/schema";
import { createGenerations } from "@/lib/generation/service/create";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { BudgetScope } from "@/lib/money/schema";
import { setBudget } from "@/lib/money/service/ledger";

const MONTH = "2026-03";
const PRICE_MICRO_USD = 25_000;
const PRESSES = 50;
/** So many of these; what is left besides is enough for none. */
const FITS = 13;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let other: ReturnType<typeof createPrismaClient>;
beforeAll(async () => {
  database = await createTestDatabase();
  other = createPrismaClient(database.url, 4);
});
afterAll(async () => {
  await other.$disconnect();
  await database.drop();
});

/** The same studio as a second process sees it: connections of its own. */
async function openTwice() {
  const s = await createTestStudio(database);
  const { clock } = s.ports;
  const second = {
    ...s.ports,
    database: createPrismaDatabase(other),
    generations: createGenerationRepository(other, clock),
    ledger: createLedger(other, clock),
  };
  return { s, processes: [s.ports, second] };
}

const SCOPES: BudgetScope[] = ["team", "project", "person"];

test.each(SCOPES)(
  "I3, Q19: fifty presses at once from two processes never cross the cap of the %s",
  async (scope) => {
    const { s, processes } = await openTwice();
    const scopeId = { team: s.teamId, project: s.projectId, person: s.actor.userId }[scope];
    const capMicroUsd = FITS * PRICE_MICRO_USD + 24_999;
    const budget = { teamId: s.teamId, scope, scopeId, month: MONTH, isSandbox: false };
    await setBudget(s.ports, budget, capMicroUsd);

    const answers = await Promise.all(
      Array.from({ length: PRESSES }, (_, index) =>
        createGenerations(processes[index % 2] ?? s.ports, s.actor, press(s)),
      ),
    );
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(refusals).toHaveLength(PRESSES - FITS);
    for (const refusal of refusals)
      expect(refusal).toEqual({
        code: "budget_exceeded",
        scope,
        name: { team: "Team", project: "Autumn KV", person: "Designer" }[scope],
        leftMicroUsd: 24_999,
        askedMicroUsd: PRICE_MICRO_USD,
        raisers: ["Designer"],
      });
    const budgets = await s.ports.ledger.listBudgets(s.teamId, MONTH);
    expect(budgets.map(({ reservedMicroUsd }) => reservedMicroUsd)).toEqual(
      Array(3).fill(FITS * PRICE_MICRO_USD),
    );
    expect(await s.ports.ledger.findMismatches()).toEqual([]);
  },
);

function press(s: Awaited<ReturnType<typeof createTestStudio>>) {
  return createGenerationSchema.parse({
    requestId: s.ports.clock.newId(),
    projectId: s.projectId,
    prompt: "An amber bottle on wet stone",
    model: "gemini-3.1-flash-image-preview",
    aspectRatio: "1:8",
    resolution: "0.5K",
    variantCount: 1,
    references: [],
  });
}
