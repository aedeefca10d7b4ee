import { performance } from "node:perf_hooks";
import type { Counters } from "@/lib/adapters/metrics/counters";
import type { Database } from "@/lib/ports/database";
import {
  type CreateOutcome,
  type Gateway,
  GatewayError,
  type Gateways,
  type ResultDownloader,
} from "@/lib/ports/gateway";
import type { Throttle } from "@/lib/ports/throttle";

type Metered = {
  database: Database;
  downloader: ResultDownloader;
  gateways: Gateways;
  throttle: Throttle;
};

/** The same ports, counted. */
export const meterPorts = <T extends Metered>(ports: T, counters: Counters): T => ({
  ...ports,
  database: meterDatabase(ports.database, counters),
  downloader: meterDownloader(ports.downloader, counters),
  gateways: meterGateways(ports.gateways, counters),
  throttle: meterThrottle(ports.throttle, counters),
});

const secondsSince = (startedAt: number) => (performance.now() - startedAt) / 1_000;

function meterGateways(gateways: Gateways, counters: Counters): Gateways {
  return {
    describeTask: gateways.describeTask,
    open: (...connection) => meterGateway(gateways.open(...connection), counters),
  };
}

const statusOf = (outcome: CreateOutcome) => {
  if (outcome.class === "accepted") return "ok";
  return outcome.class === "refused" ? outcome.code : "none";
};

function meterGateway(gateway: Gateway, counters: Counters): Gateway {
  const { gatewayRequests, gatewaySeconds, paidCreates } = counters;
  const read = async <T>(op: string, call: Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const note = (status: string) => {
      gatewayRequests.inc({ op, class: "read", status });
      gatewaySeconds.observe({ op, class: "read" }, secondsSince(startedAt));
    };
    try {
      const answer = await call;
      note("ok");
      return answer;
    } catch (cause) {
      note(cause instanceof GatewayError ? cause.code : "broken");
      throw cause;
    }
  };
  return {
    async createTask(task, beforeSend) {
      const startedAt = performance.now();
      const outcome = await gateway.createTask(task, beforeSend);
      const labels = { op: "create", class: outcome.class };
      gatewayRequests.inc({ ...labels, status: statusOf(outcome) });
      gatewaySeconds.observe(labels, secondsSince(startedAt));
      if (outcome.class === "accepted") paidCreates.inc();
      return outcome;
    },
    findTask: (id) => read("look", gateway.findTask(id)),
    uploadReference: (file) => read("upload", gateway.uploadReference(file)),
    listImageModels: () => read("models", gateway.listImageModels()),
    readBalance: () => read("balance", gateway.readBalance()),
  };
}

const meterDownloader = (downloader: ResultDownloader, counters: Counters): ResultDownloader => ({
  async download(url, path) {
    const outcome = await downloader.download(url, path);
    counters.downloads.inc({ result: outcome.ok ? "ok" : outcome.reason });
    if (outcome.ok) counters.downloadBytes.inc(outcome.sizeBytes);
    else if (outcome.reason === "blocked") counters.ssrfBlocked.inc();
    return outcome;
  },
});

/** A key goes on with an address or a name after its first word: only words of ours become labels. */
const routeOf = (key: string) => (key.startsWith("sign-in ") ? "sign-in" : "other");

const meterThrottle = (throttle: Throttle, { rateLimited }: Counters): Throttle => ({
  async take(key, ...rest) {
    const waitMs = await throttle.take(key, ...rest);
    if (waitMs > 0) rateLimited.inc({ route: routeOf(key) });
    return waitMs;
  },
  forget: (...given) => throttle.forget(...given),
});

function meterDatabase(database: Database, counters: Counters): Database {
  return {
    async transaction(run) {
      const startedAt = performance.now();
      try {
        return await database.transaction(run);
      } finally {
        counters.transactionSeconds.observe(secondsSince(startedAt));
      }
    },
    async isReachable() {
      const startedAt = performance.now();
      const isReachable = await database.isReachable();
      if (isReachable) counters.databaseSeconds.observe(secondsSince(startedAt));
      return isReachable;
    },
  };
}
