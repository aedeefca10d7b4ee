import { expect, test } from "vitest";
import { createGatewayAddresses } from "@/lib/adapters/toapis/gateway-addresses";

const NAMES: Record<string, string[]> = {
  "toapis.com": ["203.0.114.7"],
  "rebound.example": ["203.0.114.7", "10.0.0.5"],
  "inside.example": ["169.254.169.254"],
};

const resolve = async (name: string) => {
  const found = NAMES[name];
  if (!found) throw new Error("ENOTFOUND");
  return found;
};

const check = (typed: string, allowPrivate = false) =>
  createGatewayAddresses({ privateOrigins: [], allowPrivate }, resolve).check(typed);

test.each([
  ["https://toapis.com", "https://toapis.com"],
  ["  https://toapis.com/v1/ ", "https://toapis.com"],
  ["https://toapis.com/some/path/", "https://toapis.com/some/path"],
])("%j is kept as %s", async (typed, baseUrl) => {
  expect(await check(typed)).toEqual({ ok: true, baseUrl });
});

test.each([
  ["", "address_wrong"],
  ["toapis.com", "address_wrong"],
  ["https://me:secret@toapis.com", "address_wrong"],
  ["https://toapis.com/?key=1", "address_wrong"],
  ["https://toapis.com/#a", "address_wrong"],
  ["http://toapis.com", "address_not_https"],
  ["ftp://toapis.com", "address_not_https"],
  ["javascript:alert(1)", "address_not_https"],
  ["https://toapis.com:8443", "address_not_https"],
  ["https://127.0.0.1", "address_private"],
  ["https://2130706433", "address_private"],
  ["https://0x7f.1", "address_private"],
  ["https://[::1]", "address_private"],
  ["https://[::ffff:127.0.0.1]", "address_private"],
  ["https://192.168.1.4", "address_private"],
  ["https://inside.example", "address_private"],
  ["https://rebound.example", "address_private"],
  ["https://nowhere.example", "address_unknown"],
])("G01: %j is refused: %s", async (typed, code) => {
  expect(await check(typed)).toEqual({ ok: false, code });
});

test("a private address is taken where the operator allows it", async () => {
  expect(await check("http://127.0.0.1:8787/v1", true)).toEqual({
    ok: true,
    baseUrl: "http://127.0.0.1:8787",
  });
});
