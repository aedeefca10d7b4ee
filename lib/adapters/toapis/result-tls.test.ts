import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type ServerOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import { makeCertificate } from "@/lib/adapters/toapis/test-certificate";
import { raw, sending, startServer } from "@/lib/adapters/toapis/test-server";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "result-tls-"));
});
afterAll(() => rm(folder, { recursive: true }));

const trusted = getCACertificates("default");
afterEach(() => {
  setDefaultCACertificates(trusted);
  vi.unstubAllEnvs();
});

/** An https host of results whose certificate is vouched for, unless it is not. */
async function startHost(options: ServerOptions & { cert: string }, isVouchedFor = true) {
  if (isVouchedFor) setDefaultCACertificates([...trusted, options.cert]);
  let requests = 0;
  const server = createServer(options, (_request, response) => {
    requests += 1;
    response.end("0123456789");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    origin: `https://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    requestCount: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const download = (origin: string) =>
  createResultDownloader({
    userAgent: "Maquette/test",
    privateOrigins: [origin],
    retryDelaysMs: [],
  }).download(`${origin}/picture.png`, join(folder, "result"));

test("R28: a result comes over TLS from a host that is vouched for", async () => {
  await using host = await startHost(makeCertificate());
  expect(await download(host.origin)).toMatchObject({ ok: true, sizeBytes: 10 });
});

test.each([
  ["that is its own witness", () => startHost(makeCertificate(), false), "SELF_SIGNED"],
  [
    "that has expired",
    () => startHost(makeCertificate({ validUntil: "210101000000Z" })),
    "CERT_HAS_EXPIRED",
  ],
  [
    "of another host",
    () => startHost(makeCertificate({ address: [127, 0, 0, 2] })),
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ],
])(
  "R28: a certificate %s is refused, and no variable makes it good",
  async (_name, start, code) => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    await using host = await start();
    expect(await download(host.origin)).toEqual({
      ok: false,
      reason: "blocked",
      detail: expect.stringContaining(code),
    });
    expect(host.requestCount()).toBe(0);
  },
);

test("R28: TLS 1.0 is refused", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
  await using host = await startHost({ ...makeCertificate(), ...old });
  expect(await download(host.origin)).toMatchObject({
    ok: false,
    reason: "blocked",
    detail: expect.stringContaining("PROTOCOL"),
  });
  expect(host.requestCount()).toBe(0);
});

test("R34: a proxy that the environment names gets nothing", async () => {
  await using proxy = await startServer(sending(raw(200, "from the proxy")));
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"]) {
    vi.stubEnv(name, proxy.origin);
  }
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  vi.stubEnv("NO_PROXY", "");
  await using plain = await startServer(sending(raw(200, "0123456789")));
  await using secure = await startHost(makeCertificate());
  for (const { origin } of [plain, secure]) {
    expect(await download(origin)).toMatchObject({ ok: true, sizeBytes: 10 });
    await rm(join(folder, "result"));
  }
  expect(proxy.connectionCount()).toBe(0);
});
