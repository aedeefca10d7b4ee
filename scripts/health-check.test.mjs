import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";

let server;
let status;
beforeEach(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === "/readyz" ? status : 404).end('{"database":"down"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => server.close());

async function check(settings) {
  const env = { PATH: process.env.PATH, ...settings };
  const child = spawn(process.execPath, ["scripts/health-check.mjs"], { env });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close");
  return { code, said };
}
const portOfServer = () => String(server.address().port);

test.each([
  [200, 0, ""],
  [503, 1, '{"database":"down"}\n'],
])("a studio that answers %i ends it with %i", async (answer, code, said) => {
  status = answer;
  expect(await check({ PORT: portOfServer() })).toEqual({ code, said });
});

test("a worker is asked at its own port, and without one that is named", async () => {
  status = 200;
  const ROLE = "worker";
  expect((await check({ ROLE, MAQUETTE_METRICS_PORT: portOfServer() })).code).toBe(0);
  const { code, said } = await check({ ROLE, PORT: portOfServer() });
  expect(code).toBe(1);
  expect(said).toContain("MAQUETTE_METRICS_PORT");
});

test("where nobody listens it says where it asked", async () => {
  const { code, said } = await check({ PORT: "1" });
  expect(code).toBe(1);
  expect(said).toContain("http://127.0.0.1:1/readyz does not answer");
});
