import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { getPorts } from "@/lib/server/composition";
import { openMetricsPort } from "@/lib/server/metrics-port";
import { freePort } from "@/scripts/embedded-postgres.mjs";

const TOKEN = "a-token-of-who-watches";
let close: () => Promise<void>;
afterEach(async () => {
  await close();
  await getPorts().media.close();
  vi.unstubAllEnvs();
});

async function openWith(settings: Record<string, string>) {
  const port = await freePort();
  Reflect.deleteProperty(globalThis, "maquette");
  const given = {
    DATABASE_URL: "postgresql://maquette@127.0.0.1:1/maquette",
    DATA_DIR: path.join(tmpdir(), "maquette-of-nobody"),
    AUTH_SECRET: "a secret of at least thirty-two characters",
    MAQUETTE_METRICS_PORT: String(port),
    MAQUETTE_HOST: "0.0.0.0",
    ...settings,
  };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  close = await openMetricsPort("worker");
  return port;
}
const statusOf = (url: string, token?: string) =>
  fetch(url, { headers: token ? { authorization: `Bearer ${token}` } : {} }).then(
    ({ status }) => status,
    () => "closed",
  );
/** Of this machine as others see it. */
const outside = () =>
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === "IPv4" && !each.internal)?.address;

test("a worker shows its metrics and whether it is well, and nothing else", async () => {
  const at = `http://127.0.0.1:${await openWith({})}`;
  const text = await (await fetch(`${at}/metrics`)).text();
  expect(text).toContain('maquette_paid_create_total{process="worker"} 0\n');
  // That is for the web processes to tell: the worker's database is theirs.
  expect(text).not.toContain("maquette_variants");
  expect(await statusOf(`${at}/healthz`)).toBe(200);
  expect(await statusOf(`${at}/readyz`)).toBe(503);
  expect(await statusOf(`${at}/api/version`)).toBe(404);
});

test("without a token nobody but this machine can ask; with one, who has it", async () => {
  const open = await openWith({});
  const address = outside();
  if (address) expect(await statusOf(`http://${address}:${open}/metrics`)).toBe("closed");
  await close();
  const guarded = await openWith({ MAQUETTE_METRICS_TOKEN: TOKEN });
  const at = `http://${address ?? "127.0.0.1"}:${guarded}/metrics`;
  expect(await statusOf(at)).toBe(401);
  expect(await statusOf(at, TOKEN)).toBe(200);
});

test("without the setting no port is opened", async () => {
  const port = await openWith({ MAQUETTE_METRICS_PORT: "" });
  expect(await statusOf(`http://127.0.0.1:${port}/metrics`)).toBe("closed");
});
