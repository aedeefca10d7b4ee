import type { Socket } from "node:net";
import { Agent, type buildConnector, Client, type Dispatcher } from "undici";
import { ANSWER_BYTES_MAX, type Answer, readAnswer } from "@/lib/adapters/toapis/answer";

/** Absolute limits, ms: a byte per second does not extend them. */
export type GatewayTimeouts = {
  connectMs: number;
  createMs: number;
  readMs: number;
  uploadMs: number;
};

/** A task that failed with five megabytes of words has failed all the same. */
const READ_BYTES_MAX = 8 * 1024 * 1024;

/** What the gateways of all keys share. */
export type GatewayNetwork = {
  agent: Agent;
  connect: buildConnector.connector;
  userAgent: string;
  timeouts: GatewayTimeouts;
};

/** One key at one gateway, both as the wire wants them. */
export type Account = { baseUrl: string; secret: string };

export type Call = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: Dispatcher.DispatchOptions["body"];
  deadlineMs: number;
};

/** Connections that may be kept and used again: for calls that may be repeated. */
export const createAgent = (connect: buildConnector.connector, connections: number): Agent =>
  new Agent({ connect, connections, maxResponseSize: READ_BYTES_MAX });

/** The server closed a kept connection just when it was used again, and answered nothing. */
const STALE = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);
const isStale = (cause: unknown) =>
  cause instanceof Error &&
  "code" in cause &&
  typeof cause.code === "string" &&
  STALE.has(cause.code);

/** For a free call: on a kept connection, and where that was dead once more on a new one. @throws like `send`. */
export async function ask(network: GatewayNetwork, url: URL, call: Call): Promise<Answer> {
  try {
    return await send(network.agent, url, call);
  } catch (cause) {
    if (call.method !== "GET" || !isStale(cause)) throw cause;
  }
  const client = clientOn(await openConnection(network.connect, url), url.origin);
  return send(client, url, call).finally(() => client.destroy());
}

/** @throws whatever broke the call off. */
export async function send(
  dispatcher: Dispatcher,
  url: URL,
  { deadlineMs, body = null, ...call }: Call,
): Promise<Answer> {
  const response = await dispatcher.request({
    ...call,
    origin: url.origin,
    path: url.pathname + url.search,
    body,
    // Undici's own timeouts start again with every byte.
    signal: AbortSignal.timeout(deadlineMs),
  });
  return readAnswer(response);
}

/** Opens a connection without writing to it. @throws when there is none. */
export function openConnection(connect: buildConnector.connector, url: URL): Promise<Socket> {
  const { protocol, host, port } = url;
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    connect({ protocol, host, hostname, port }, (...[error, socket]) =>
      error ? reject(error) : resolve(socket),
    );
  });
}

/** A client that uses this one connection for one request and never opens another. */
export function clientOn(socket: Socket, origin: string): Client {
  let unused: Socket | null = socket;
  return new Client(origin, {
    maxResponseSize: ANSWER_BYTES_MAX,
    connect: (_options, callback) => {
      const mine = unused;
      unused = null;
      // Undici expects a connector to answer later than at once.
      queueMicrotask(() =>
        mine ? callback(null, mine) : callback(new Error("The connection was lost"), null),
      );
    },
  });
}

/** @throws {TypeError} when the base URL is none. */
export const urlOf = ({ baseUrl }: Account, path: string): URL => new URL(baseUrl + path);

/** The edge answers 403 to a call without a User-Agent. */
export const headersOf = ({ userAgent }: GatewayNetwork, { secret }: Account) => ({
  authorization: `Bearer ${secret}`,
  "user-agent": userAgent,
});
