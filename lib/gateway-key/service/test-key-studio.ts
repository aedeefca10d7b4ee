import { randomBytes } from "node:crypto";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { memoryConfirmations } from "@/lib/adapters/memory/memory-confirmations";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { createVault } from "@/lib/adapters/secrets/vault";
import { createGatewayAddresses } from "@/lib/adapters/toapis/gateway-addresses";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import { addKey } from "@/lib/gateway-key/service/keys";
import { listKeys } from "@/lib/gateway-key/service/serving";
import { hasEnded } from "@/lib/generation/schema/facts";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { AccessEvent } from "@/lib/ports/access-log";
import type { openTestClient } from "@/lib/sandbox/test-client";
import { createConnections } from "@/lib/server/connections";
import { readSettings } from "@/lib/server/env";
import type { Actor, Role } from "@/lib/shared/actor";

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;
export type Gateway = Awaited<ReturnType<typeof openTestClient>>;

/** As small and as cheap as the gateway paints. */
const TINY = {
  model: "gemini-3.1-flash-image-preview",
  aspectRatio: "1:8",
  resolution: "0.5K",
} as const;

const STEP_MS = 10_000;
const STEPS_MAX = 200;

/** A team whose keys are in the database and whose gateway answers over HTTP. */
export async function createKeyStudio(database: TestDatabase, gateway: Gateway, realKey?: string) {
  const vault = createVault(() => [MASTER_KEY]);
  const network = { userAgent: "Maquette/test", privateOrigins: [], allowPrivate: true };
  const settings = readSettings({
    NODE_ENV: "test",
    DATABASE_URL: "postgresql://localhost/maquette",
    AUTH_SECRET: "a".repeat(32),
    ...(realKey
      ? { TOAPIS_API_KEY: realKey, TOAPIS_BASE_URL: gateway.url }
      : { MAQUETTE_SANDBOX_URL: gateway.url }),
  });
  const keys = createGatewayKeyRepository(database.prisma);
  const connections = createConnections(settings, { keys, clock: memoryClock(), vault });
  const s = await createTestStudio(database, {
    connections,
    gateways: createToapisGateways(network),
    role: "owner",
  });
  const audited: AccessEvent[] = [];
  const ports = {
    ...s.ports,
    access: { note: (event: AccessEvent) => void audited.push(event) },
    confirmations: memoryConfirmations(s.ports.clock),
    gatewayAddresses: createGatewayAddresses(network),
    throttle: createThrottle(database.prisma),
    vault,
  };
  const as = (role: Role): Actor => ({ ...s.actor, role });
  return {
    ...s,
    ports,
    vault,
    audited,
    as,
    press: (change = {}) => s.created({ ...TINY, ...change }),
    /** Until each of them is at its end; the gateway takes its own time. */
    async finish(...generations: readonly { id: string }[]) {
      for (let step = 0; step < STEPS_MAX; step += 1) {
        const ends = await Promise.all(generations.map(({ id }) => s.variant(id)));
        if (ends.every(({ status }) => hasEnded(status))) return;
        await s.runFor(STEP_MS);
      }
    },
    /** Its id. */
    async add(secret: string, label = "Studio A") {
      const added = await addKey(ports, s.actor, {
        ...{ label, secret, baseUrl: gateway.url, group: "default" as const },
      });
      if (!added.ok) throw new Error(added.error.code);
      return added.value.id;
    },
    async list() {
      const listed = await listKeys(ports, s.actor);
      if (!listed.ok) throw new Error(listed.error.code);
      return listed.value;
    },
    /** Create calls of that key that were accepted. */
    async accepted(secret: string) {
      const ledger = await gateway.ledger();
      return ledger[secret]?.length ?? 0;
    },
  };
}

const MASTER_KEY = randomBytes(32);
