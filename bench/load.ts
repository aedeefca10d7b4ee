import { Agent, request } from "node:http";
import { connect } from "node:net";

export type Call = {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
};

/** Drops the answer's body and tells its size. @throws {Error} when the status is none of `expected`. */
function exchange(agent: Agent, call: Call, expected: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const { url, method = "GET", headers = {}, body } = call;
    const length = body ? { "content-length": body.length } : {};
    const outgoing = request(url, { agent, method, headers: { ...headers, ...length } });
    outgoing.once("error", reject).once("response", (response) => {
      let sizeBytes = 0;
      response.on("data", (chunk: Buffer) => {
        sizeBytes += chunk.length;
      });
      response.once("error", reject).once("end", () => {
        if (response.statusCode === expected) resolve(sizeBytes);
        else reject(new Error(`${method} ${url} answered ${response.statusCode}`));
      });
    });
    outgoing.end(body);
  });
}

/** Sends the calls over as many connections at once. */
export async function sendAll(
  calls: readonly Call[],
  connections: number,
  expected = 200,
): Promise<{ elapsedMs: number; receivedBytes: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedAt = performance.now();
  const waiting = calls.values();
  let receivedBytes = 0;
  const lane = async () => {
    for (const call of waiting) receivedBytes += await exchange(agent, call, expected);
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return { elapsedMs: performance.now() - startedAt, receivedBytes };
}

/**
 * Repeats a GET over kept connections with as little work of its own as it can: the client shares the
 * machine with the server, and a slow one would measure caches that have gone cold.
 */
export async function repeatGet(
  { url, headers = {} }: Call,
  count: number,
  connections: number,
): Promise<void> {
  const { pathname, search, host, hostname, port } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const message = `GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`;
  let left = count;
  const lane = () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect(Number(port), hostname);
    let missingBytes = 0;
    const next = () => {
      left -= 1;
      return left >= 0 ? socket.write(message) : socket.end(resolve);
    };
    socket.once("connect", next).once("error", reject);
    socket.on("data", (chunk: Buffer) => {
      if (missingBytes === 0) missingBytes = answerBytes(chunk);
      missingBytes -= chunk.length;
      if (missingBytes <= 0) next();
    });
    return promise;
  };
  await Promise.all(Array.from({ length: connections }, lane));
}

/** Of a whole answer of which this is the beginning; none when it is not a 200 of a known length. */
function answerBytes(chunk: Buffer): number {
  const head = /^HTTP\/1\.1 200 .*?\r\n\r\n/s.exec(chunk.toString("latin1", 0, 2_000))?.[0] ?? "";
  const bodyBytes = Number(/^content-length: (\d+)\r$/im.exec(head)?.[1]);
  if (Number.isNaN(bodyBytes))
    throw new Error(`Not an answer: ${chunk.toString("latin1", 0, 200)}`);
  return head.length + bodyBytes;
}
