import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { addSubmittedVariant } from "@/lib/adapters/prisma/test-variant";
import type { CreateTask } from "@/lib/ports/gateway";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { getPorts, startJobRunner } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { webhookRoutes } from "@/lib/webhook/routes";

const SECRET = "whsec-of-this-week-0123456789abc";
const HOUR_MS = 3_600_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
const log = createLogger("silent");
const server = createServer(createDataPlane(log, [webhookRoutes]));
beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox({ speed: 100, webhookSecret: SECRET });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const settings = {
    DATABASE_URL: database.url,
    AUTH_SECRET: "a secret of at least thirty-two characters",
    PUBLIC_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    TOAPIS_API_KEY: "sk-sandbox",
    TOAPIS_BASE_URL: sandbox.url,
    TOAPIS_WEBHOOK_SECRET: SECRET,
    MAQUETTE_ALLOW_PRIVATE_UPSTREAM: "1",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await sandbox.stop();
  server.closeAllConnections();
  server.close();
  await getPorts().media.close();
  vi.unstubAllEnvs();
  await database.drop();
});

const taskWith = (clientBusinessId: string, callbackUrl: string | null): CreateTask => ({
  model: "gemini-3-pro-image-preview",
  prompt: "a red bicycle",
  aspectRatio: "1:1",
  resolution: "1K",
  options: {},
  referenceUrls: [],
  clientBusinessId,
  callbackUrl,
});

test("the engine looks at a task as soon as the gateway says that it has ended", async () => {
  const { queue, database: db, connections, gateways } = getPorts();
  const clientBusinessId = "mq-0a1b2c3d-01J00000000000000000000000";
  const attempt = { clientBusinessId, taskId: null };
  const variantId = await addSubmittedVariant(database.prisma, attempt);
  const runAt = new Date(Date.now() + HOUR_MS);
  await db.transaction((tx) => queue.enqueue(tx, { name: "follow", id: variantId, runAt }));
  const looked = Promise.withResolvers<unknown>();
  const runner = await startJobRunner({
    connectionString: database.url,
    tasks: { follow: async (payload) => looked.resolve(payload) },
    log,
  });

  const { connection, callbackUrl } = await connections.current();
  const outcome = await gateways
    .open(connection)
    .createTask(taskWith(clientBusinessId, callbackUrl), async () => {});

  expect(outcome.class).toBe("accepted");
  expect(await looked.promise).toMatchObject({ id: variantId });
  await runner.stop();
});

test("a gateway key without webhooks is told from a bad request, and takes the task without a callback", async () => {
  const plain = await startSandbox({ speed: 1_000 });
  const gateway = getPorts().gateways.open({ baseUrl: plain.url, secret: "sk-sandbox" });
  const refused = await gateway.createTask(
    taskWith("mq-1", "https://studio.example/"),
    async () => {},
  );
  expect(refused).toMatchObject({ class: "refused", retryable: false, withoutCallback: true });
  const taken = await gateway.createTask(taskWith("mq-2", null), async () => {});
  expect(taken.class).toBe("accepted");
  await plain.stop();
});
