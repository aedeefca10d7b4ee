import type { Socket } from "node:net";
import { Agent, type buildConnector, Client, type Dispatcher } from "undici";
import { ANSWER_BYTES_MAX, type Answer, readAnswer } from "@/lib/adapters/toapis/answer";

export type Call = {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: Dispatcher.DispatchOptions["body"];
  deadlineMs: number;
};

/** Connections that may be kept and used again: for calls that may be repeated. */
export const createAgent = (connect: buildConnector.connector): Agent =>
  new Agent({ connect, connections: 8, maxResponseSize: ANSWER_BYTES_MAX });

/** @throws whatever broke the call off. */
export async function send(
  dispatcher: Dispatcher,
  origin: string,
  { deadlineMs, body = null, ...call }: Call,
): Promise<Answer> {
  const response = await dispatcher.request({
    ...call,
    origin,
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
