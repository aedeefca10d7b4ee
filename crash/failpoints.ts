import { subscribe } from "node:diagnostics_channel";
import type { Transaction } from "@/lib/ports/database";
import type { VariantMove } from "@/lib/ports/generation-repository";
import type { Ports } from "@/lib/ports/ports";

/** Transitions and other writes that are named by what they make durable. */
const COMMITS = [
  "press",
  "turn",
  "submitting",
  "queued",
  "submitted",
  "running",
  "unknown",
  "saving",
  "succeeded",
  "failed",
  "cancelled",
  "let go",
  "added",
  "reserved more",
  "looked up",
  "claimed",
  "webhook",
  "extra saved",
  "paid twice",
  "pause",
  "resume",
] as const;

/** Each durable step of the engine, before and after; a process can be killed at any of them by name. */
export const FAILPOINTS = [
  ...COMMITS.flatMap((name) => [`${name}: before commit`, `${name}: after commit`] as const),
  "upload: answered",
  "upload row: after",
  "sent: before",
  "sent: after",
  "create: written",
  "create: answered",
  "status: answered",
  "download: before",
  "download: after",
  "picture: inspected",
  "blob: before",
  "blob: after",
  "extra: before",
  "extra: after",
  "derivative: before",
  "derivative: after",
  "derived row: before",
  "derived row: after",
  "circuit opened: after",
  "circuit closed: after",
  "balance row: after",
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

type Reach = (name: string) => void;

/** The same ports; this process kills itself at the failpoint that is armed. */
export function withFailpoints(ports: Ports) {
  let armed: Failpoint | null = null;
  const reach: Reach = (name) => {
    if (name === armed) process.kill(process.pid, "SIGKILL");
  };
  subscribe("undici:request:bodySent", (message) => {
    const { request } = message as { request: { method: string; path: string } };
    if (request.method === "POST" && request.path === "/v1/images/generations")
      reach("create: written");
  });
  return {
    ports: { ...ports, ...namedCommits(ports, reach), ...namedCalls(ports, reach) },
    arm(failpoint: Failpoint | null) {
      armed = failpoint;
    },
  };
}

/** Tells a commit by what was written in it. */
function namedCommits(ports: Ports, reach: Reach) {
  const names = new WeakMap<Transaction, string>();
  const { database, generations, ledger, sending, webhooks } = ports;
  return {
    database: {
      ...database,
      async transaction(run) {
        let name = "";
        const result = await database.transaction(async (tx) => {
          const value = await run(tx);
          name = names.get(tx) ?? "";
          reach(`${name}: before commit`);
          return value;
        });
        reach(`${name}: after commit`);
        return result;
      },
    },
    generations: {
      ...generations,
      create(tx, generation) {
        names.set(tx, "press");
        return generations.create(tx, generation);
      },
      addVariant(tx, ...added) {
        names.set(tx, "added");
        return generations.addVariant(tx, ...added);
      },
    },
    ledger: {
      ...ledger,
      reserveAnew(tx, ...reserved) {
        names.set(tx, "reserved more");
        return ledger.reserveAnew(tx, ...reserved);
      },
    },
    webhooks: {
      ...webhooks,
      remember(tx, event) {
        names.set(tx, "webhook");
        return webhooks.remember(tx, event);
      },
    },
    sending: {
      ...sending,
      giveTurns(tx, ids, at) {
        if (ids.length > 0) names.set(tx, "turn");
        return sending.giveTurns(tx, ids, at);
      },
      pause(tx, ...paused) {
        names.set(tx, "pause");
        return sending.pause(tx, ...paused);
      },
      resume(tx) {
        names.set(tx, "resume");
        return sending.resume(tx);
      },
    },
    engine: {
      ...ports.engine,
      ...namedEngine(ports, reach),
      move(tx, move) {
        const name = nameOf(move);
        if (name) names.set(tx, name);
        return ports.engine.move(tx, move);
      },
      countLookup(tx, ...look) {
        names.set(tx, "looked up");
        return ports.engine.countLookup(tx, ...look);
      },
      saveTaskIdHint(tx, attemptId, taskId) {
        if (taskId) names.set(tx, "claimed");
        return ports.engine.saveTaskIdHint(tx, attemptId, taskId);
      },
    },
  } satisfies Partial<Ports>;
}

/** By where it leads; in the same status by what it says. */
function nameOf({ variant, to, set, event }: VariantMove): (typeof COMMITS)[number] | null {
  if (to !== variant.status) return to;
  if (set?.letGoAt) return "let go";
  if (set?.attention === "paid_twice") return "paid twice";
  return to === "succeeded" && event?.kind === "attention" ? "extra saved" : null;
}

/** `fn` with a place before and after it. */
const around =
  <A extends unknown[], R>(reach: Reach, name: string, fn: (...args: A) => Promise<R>) =>
  async (...args: A): Promise<R> => {
    reach(`${name}: before`);
    const result = await fn(...args);
    reach(`${name}: after`);
    return result;
  };

const namedEngine = ({ engine }: Ports, reach: Reach) => ({
  markSent: around(reach, "sent", engine.markSent),
  saveUpload: around(reach, "upload row", engine.saveUpload),
});

/** By the first part of their keys. */
const FILES: Readonly<Record<string, string>> = { derived: "derivative", extra: "extra" };

function namedCalls(ports: Ports, reach: Reach) {
  const { balances, circuits, downloader, gateways, images, media, storage } = ports;
  const answered = async <T>(name: string, answer: Promise<T>): Promise<T> => {
    const value = await answer;
    reach(`${name}: answered`);
    return value;
  };
  return {
    balances: { ...balances, add: around(reach, "balance row", balances.add) },
    circuits: {
      ...circuits,
      open: around(reach, "circuit opened", circuits.open),
      async close(...circuit) {
        const wasOpen = await circuits.close(...circuit);
        if (wasOpen) reach("circuit closed: after");
        return wasOpen;
      },
    },
    downloader: { download: around(reach, "download", downloader.download) },
    gateways: {
      ...gateways,
      open(...connection) {
        const gateway = gateways.open(...connection);
        return {
          ...gateway,
          createTask: (...call) => answered("create", gateway.createTask(...call)),
          findTask: (id) => answered("status", gateway.findTask(id)),
          uploadReference: (file) => answered("upload", gateway.uploadReference(file)),
        };
      },
    },
    images: { ...images, setDerived: around(reach, "derived row", images.setDerived) },
    media: {
      ...media,
      async inspect(...file) {
        const inspected = await media.inspect(...file);
        reach("picture: inspected");
        return inspected;
      },
    },
    storage: {
      ...storage,
      putFile: (key, source) =>
        around(reach, FILES[key.split("/")[0] ?? ""] ?? "blob", storage.putFile)(key, source),
    },
  } satisfies Partial<Ports>;
}
