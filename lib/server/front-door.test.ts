import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkOrigin, checkRequest, limitBody, readyForPage } from "@/lib/server/front-door";

const PUBLIC_URL = "https://studio.example";
const settings = { publicUrl: PUBLIC_URL, isDevelopment: false };

/** Stands in for what is behind the door: it reads whatever comes, and tells what it was told. */
const server = createServer(async (request, response) => {
  if (!checkRequest(request, response, settings) || !limitBody(request, response)) return;
  readyForPage(request, response, settings);
  let sizeBytes = 0;
  try {
    for await (const chunk of request) sizeBytes += (chunk as Buffer).length;
  } catch {
    return;
  }
  response.end(JSON.stringify({ sizeBytes, headers: request.headers }));
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What comes back to these bytes until the connection ends. */
async function say(text: string, more: (send: (chunk: string) => boolean) => void = () => {}) {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
  });
  const ended = new Promise<void>((resolve) => {
    socket.once("close", resolve).once("error", resolve);
  });
  socket.write(text);
  more((chunk) => socket.writable && socket.write(chunk));
  await ended;
  return answer;
}

const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, "Host: studio.example", "Connection: close", ...headers, "", ""].join(
    "\r\n",
  );
const MEGABYTE = 1024 * 1024;

describe("U20: of what Next serves", () => {
  test("a body of a megabyte is read, and one byte more is not", async () => {
    const whole = head("POST /", `Content-Length: ${MEGABYTE}`) + "x".repeat(MEGABYTE);
    expect(await say(whole)).toContain(`"sizeBytes":${MEGABYTE}`);
    const answer = await say(head("POST /", `Content-Length: ${MEGABYTE + 1}`));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("a body that does not say its length is cut off, and nobody is answered", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    let sent = 0;
    const answer = await say(
      head("POST /api/auth/callback", "Transfer-Encoding: chunked"),
      (send) => {
        while (sent < 64 && send(chunk)) sent += 1;
        for (; sent < 64; sent += 1) send(chunk);
        send("0\r\n\r\n");
      },
    );
    expect(answer).toBe("");
  });

  test("one that is short is not", async () => {
    const text = head("POST /", "Transfer-Encoding: chunked");
    expect(await say(`${text}3\r\nabc\r\n0\r\n\r\n`)).toContain('"sizeBytes":3');
  });
});

test.each([
  ["S15: a whole address in the place of a path", "GET http://169.254.169.254/latest/", 400],
  ["S15: another scheme", "GET gopher://127.0.0.1:6379/_x", 400],
])("%s is refused", async (_, line, status) => {
  expect(await say(head(line))).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test.each(["evil.example", "studio.example.evil.example", "studio.example:8080", "", "127.0.0.1"])(
  "A19: asked as %j it says where the studio is",
  async (host) => {
    const answer = await say(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toContain(PUBLIC_URL);
  },
);

test("S13: nobody outside speaks as the framework or as the door", async () => {
  const answer = await say(
    head(
      "GET /",
      ...["X-Middleware-Subrequest: middleware", "X-Middleware-Rewrite: /", "X-Nonce: b3V0"],
      ...["X-Maquette-Client: 10.0.0.1", "Content-Security-Policy: script-src 'nonce-b3V0'"],
    ),
  );
  expect(answer).not.toContain("b3V0");
  expect(answer).not.toMatch(/x-middleware|x-nonce|x-maquette-client/);
});

test("S04: what is forwarded as our host is so only for an origin that is ours", async () => {
  const ask = (origin: string) => say(head("POST /", `Origin: ${origin}`, "Content-Length: 0"));
  expect(await ask(PUBLIC_URL)).toContain('"x-forwarded-host":"studio.example"');
  expect(await ask("https://evil.example")).not.toContain("x-forwarded-host");
});

describe("S01, S02, S03, S05: a write of a page or of the sign-in shell", () => {
  const given = (method: string, headers: Record<string, string>) =>
    ({ method, headers }) as unknown as IncomingMessage;
  const answer = () => {
    const said: { status?: number } = {};
    const response = {
      writeHead: (status: number) => {
        said.status = status;
        return { end: () => undefined };
      },
    };
    return { said, response: response as unknown as ServerResponse };
  };

  test.each([
    ["our own page's", { origin: PUBLIC_URL }, undefined],
    ["our own page's, without an origin", { "sec-fetch-site": "same-origin" }, undefined],
    ["another site's", { origin: "https://evil.example" }, 403],
    ["a sandboxed frame's", { origin: "null" }, 403],
    ["nobody's", {}, 403],
    ["another site's, without an origin", { "sec-fetch-site": "cross-site" }, 403],
  ])("is taken when it is our own: %s", (_, headers, status) => {
    const { said, response } = answer();
    expect(checkOrigin(given("POST", headers), response, settings)).toBe(status === undefined);
    expect(said.status).toBe(status);
  });

  test("is no reading", () => {
    expect(checkOrigin(given("GET", {}), answer().response, settings)).toBe(true);
  });
});
