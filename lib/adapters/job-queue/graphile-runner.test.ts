import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMON_LANE, startGraphileRunner } from "@/lib/adapters/job-queue/graphile-runner";
import { jobQueue } from "@/lib/adapters/prisma/job-queue";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { JobName } from "@/lib/ports/job-queue";

const log = { error: () => {}, warn: () => {} };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A runner that tells which ids it was given. */
async function runner() {
  const done: string[] = [];
  const { promise: first, resolve } = Promise.withResolvers<string>();
  const submit = async (payload: unknown) => {
    const { id } = payload as { id: string };
    done.push(id);
    resolve(id);
  };
  const running = await startGraphileRunner({
    connectionString: database.url,
    tasks: { submit },
    log,
  });
  return { done, first, stop: () => running.stop() };
}

const enqueue = (id: string) =>
  createPrismaDatabase(database.prisma).transaction((tx) =>
    jobQueue.enqueue(tx, { name: "submit", id }),
  );

test("H: the job of a worker that was killed is taken over within twenty seconds", async () => {
  await enqueue("orphan");
  await database.prisma.$executeRaw`
    update graphile_worker._private_jobs set locked_by = 'worker-killed', locked_at = now() - interval '11 seconds'`;
  const { first, stop } = await runner();
  expect(await first).toBe("orphan");
  await stop();
}, 20_000);

test("a job that runs is held by somebody who signs, so that nobody takes it from them however long it runs", async () => {
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const submit = async () => {
    begun.resolve();
    await mayEnd.promise;
  };
  await enqueue("long");
  const { stop } = await startGraphileRunner({
    connectionString: database.url,
    tasks: { submit },
    log,
  });
  await begun.promise;
  const holders = await database.prisma.$queryRaw`
    select seen_at > now() - interval '10 seconds' as "isAlive" from graphile_worker._private_jobs
    left join worker_heartbeat on worker_id = locked_by where locked_by is not null`;
  mayEnd.resolve();
  await stop();
  expect(holders).toEqual([{ isAlive: true }]);
});

type Gate = ReturnType<typeof Promise.withResolvers<void>>;

test("R30: the most urgent goes first, and neither downloads nor sends wait for what fills another lane", async () => {
  const order: string[] = [];
  const gates: (() => void)[] = [];
  const ended = Promise.withResolvers<void>();
  const [saved, submitted, dispatched] = Array.from({ length: 3 }, () =>
    Promise.withResolvers<void>(),
  ) as [Gate, Gate, Gate];
  const note = (name: string) => async () => {
    order.push(name);
    if (order.length === 2) ended.resolve();
  };
  const inTransaction = createPrismaDatabase(database.prisma).transaction;
  const add = (name: JobName, id: string) =>
    inTransaction((tx) => jobQueue.enqueue(tx, { name, id }));
  const isFull = Promise.withResolvers<void>();
  for (let place = 0; place < COMMON_LANE; place += 1) await add("balance", `holder-${place}`);
  const { stop } = await startGraphileRunner({
    connectionString: database.url,
    tasks: {
      // They hold every place of the common lane until they are let go.
      balance: async () => {
        const gate = Promise.withResolvers<void>();
        gates.push(gate.resolve);
        if (gates.length === COMMON_LANE) isFull.resolve();
        await gate.promise;
      },
      save: async () => saved.resolve(),
      probe: note("probe"),
      submit: async () => submitted.resolve(),
      dispatch: async () => dispatched.resolve(),
      follow: note("follow"),
    },
    log,
  });
  await isFull.promise;
  for (const name of ["probe", "submit", "dispatch", "follow"] as const) await add(name, "next");
  await add("save", "paid");
  await Promise.all([saved.promise, submitted.promise, dispatched.promise]);
  expect(order).toEqual([]);
  gates.shift()?.();
  await ended.promise;
  for (const letGo of gates) letGo();
  await stop();
  expect(order).toEqual(["follow", "probe"]);
});

test("a job whose transaction is rolled back never runs", async () => {
  const failed = createPrismaDatabase(database.prisma).transaction(async (tx) => {
    await jobQueue.enqueue(tx, { name: "submit", id: "never" });
    throw new Error("rolled back");
  });
  await expect(failed).rejects.toThrow("rolled back");
  await enqueue("after");
  const { done, first, stop } = await runner();
  await first;
  await stop();
  expect(done).toEqual(["after"]);
});

test("what is to run every night is caught up with after a night without a worker, once", async () => {
  await database.prisma.$executeRaw`
    insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('emptyBin', now() - interval '5 days', now() - interval '25 hours')
    on conflict (identifier) do update set last_execution = excluded.last_execution`;
  const ran = Promise.withResolvers<unknown>();
  let count = 0;
  const emptyBin = async (payload: unknown) => {
    count += 1;
    ran.resolve(payload);
  };
  const start = () =>
    startGraphileRunner({
      connectionString: database.url,
      ...{ tasks: { emptyBin }, nightly: ["emptyBin"], log },
    });
  const runners = await Promise.all([start(), start()]);
  expect(await ran.promise).toMatchObject({ id: "nightly" });
  for (const runner of runners) await runner.stop();
  expect(count).toBe(1);
}, 20_000);
