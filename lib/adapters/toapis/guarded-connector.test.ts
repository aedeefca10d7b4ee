import { once } from "node:events";
import { createServer } from "node:https";
import type { LookupFunction } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "@/lib/adapters/toapis/guarded-connector";
import { makeCertificate } from "@/lib/adapters/toapis/test-certificate";
import { json, startServer } from "@/lib/adapters/toapis/test-server";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";

const TASK = {
  model: "m",
  prompt: "p",
  aspectRatio: "1:1",
  resolution: "1K",
  options: {},
  referenceUrls: [],
  clientBusinessId: "mq-1",
  callbackUrl: null,
} as const;

const open = (baseUrl: string, privateOrigins: string[], lookup?: LookupFunction) =>
  createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins,
    ...(lookup && { lookup }),
  }).open({ baseUrl, secret: "sk-abcdef" });

async function startSecureServer(certificate: { key: string; cert: string }) {
  const paths: string[] = [];
  const server = createServer(certificate, (request, response) => {
    paths.push(request.url ?? "");
    response.end(JSON.stringify({ id: "task_1", status: "queued" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    origin: `https://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    paths,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

test.each([
  ["203.0.113.7", true],
  ["2606:4700::1111", true],
  ["172.32.0.1", true],
  ["10.0.0.1", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.0.0.8", false],
  ["198.19.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["0.0.0.0", false],
  ["::", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:7f00:1", false],
  ["::ffff:203.0.113.7", true],
  ["64:ff9b::7f00:1", false],
  ["fd00::1", false],
  ["fe80::1", false],
  ["ff02::1", false],
  ["2002:7f00:1::", false],
  ["2001:0:1::", false],
  ["files.example", false],
  ["", false],
])("%j is public: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

describe("I7, X10: the connected address", () => {
  test("R11 has the last word when a name changes its mind after the look-up", async () => {
    await using tripwire = await startServer(json(200, { id: "task_1", status: "queued" }));
    let reads = 0;
    const rebinding = {
      family: 4,
      get address() {
        reads += 1;
        return reads === 1 ? "203.0.113.7" : "127.0.0.1";
      },
    };
    const gateway = open(`https://gateway.example:${tripwire.port}`, [], (_n, _o, callback) =>
      callback(null, [rebinding]),
    );
    expect(await gateway.createTask(TASK, async () => {})).toEqual({
      class: "not_sent",
      reason: expect.stringContaining("leads to a private address"),
    });
    expect(tripwire.connectionCount()).toBe(1);
    expect(tripwire.bytesReceived()).toBe(0);
  });

  test("is not given a key in the clear when it is public", async () => {
    const gateway = open("http://gateway.example", [], (_n, _o, callback) =>
      callback(null, [{ address: "203.0.113.7", family: 4 }]),
    );
    await expect(gateway.findTask("t")).rejects.toThrow("is not https");
  });
});

describe("over TLS", () => {
  test("R28 a certificate that nobody vouches for is refused before anything is sent", async () => {
    await using server = await startSecureServer(makeCertificate());
    let commits = 0;
    const outcome = await open(server.origin, [server.origin]).createTask(TASK, async () => {
      commits += 1;
    });
    expect(outcome).toEqual({
      class: "not_sent",
      reason: expect.stringContaining("SELF_SIGNED_CERT"),
    });
    expect(commits).toBe(0);
    expect(server.paths).toEqual([]);
  });

  test("a task is created and found", async () => {
    const certificate = makeCertificate();
    const trusted = getCACertificates("default");
    setDefaultCACertificates([...trusted, certificate.cert]);
    try {
      await using server = await startSecureServer(certificate);
      const gateway = open(server.origin, [server.origin]);
      expect(await gateway.createTask(TASK, async () => {})).toEqual({
        class: "accepted",
        taskId: "task_1",
        resultUrls: [],
      });
      expect(await gateway.findTask("task_1")).toMatchObject({ found: true, taskId: "task_1" });
      expect(server.paths).toEqual(["/v1/images/generations", "/v1/images/generations/task_1"]);
    } finally {
      setDefaultCACertificates(trusted);
    }
  });
});
