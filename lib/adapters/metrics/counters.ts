import { Counter, collectDefaultMetrics, Histogram, type Registry } from "prom-client";

/** Seconds: an answer of the gateway takes between a tenth and a minute. */
const GATEWAY_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Seconds: a transaction should be over after 50 ms. */
const DATABASE_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export type Counters = ReturnType<typeof createCounters>;

/** What a process counts while it works. */
export function createCounters(register: Registry) {
  const registers = [register];
  const counter = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Counter({ name, help, labelNames, registers });
  collectDefaultMetrics({ register });
  const counters = {
    gatewayRequests: counter(
      "maquette_gateway_requests_total",
      "Calls to the gateway. class: what is proven of a create call (not_sent, refused, accepted, ambiguous), else read.",
      ["op", "class", "status"],
    ),
    gatewaySeconds: new Histogram({
      name: "maquette_gateway_requests_seconds",
      help: "From the beginning of a call to the gateway to its answer.",
      labelNames: ["op", "class"],
      buckets: GATEWAY_BUCKETS,
      registers,
    }),
    paidCreates: counter("maquette_paid_create_total", "Create calls that the gateway has taken."),
    downloads: counter("maquette_downloads_total", "Fetched results, by how that ended.", [
      "result",
    ]),
    downloadBytes: counter("maquette_download_bytes_total", "Bytes of fetched results."),
    ssrfBlocked: counter(
      "maquette_ssrf_blocked_total",
      "Results at an address or behind a redirect that is not followed.",
    ),
    logins: counter("maquette_login_total", "Tries to sign in.", ["result"]),
    rateLimited: counter("maquette_rate_limited_total", "Tries refused for being too many.", [
      "route",
    ]),
    transactionSeconds: new Histogram({
      name: "maquette_db_tx_open_seconds",
      help: "How long a transaction was open, with the wait for its connection.",
      buckets: DATABASE_BUCKETS,
      registers,
    }),
    databaseSeconds: new Histogram({
      name: "maquette_db_seconds",
      help: "A round trip to the database, with the wait for a connection. Measured by each probe and each reading.",
      buckets: DATABASE_BUCKETS,
      registers,
    }),
  };
  beginAtZero(counters);
  return counters;
}

/** A series that begins with its first event hides it: whoever asks for the increase has nothing to compare with. */
function beginAtZero({ gatewayRequests, logins, rateLimited, downloads }: ZeroCounters): void {
  for (const status of ["bad_key", "no_balance"]) {
    gatewayRequests.inc({ op: "create", class: "refused", status }, 0);
    for (const op of ["look", "upload", "balance"])
      gatewayRequests.inc({ op, class: "read", status }, 0);
  }
  gatewayRequests.inc({ op: "create", class: "ambiguous", status: "none" }, 0);
  gatewayRequests.inc({ op: "create", class: "accepted", status: "ok" }, 0);
  for (const result of ["done", "wrong_credentials", "too_many_tries"]) logins.inc({ result }, 0);
  for (const result of ["ok", "unreachable", "gone", "blocked", "too_large"])
    downloads.inc({ result }, 0);
  rateLimited.inc({ route: "sign-in" }, 0);
}
type ZeroCounters = {
  gatewayRequests: Counter<"op" | "class" | "status">;
  logins: Counter<"result">;
  rateLimited: Counter<"route">;
  downloads: Counter<"result">;
};
