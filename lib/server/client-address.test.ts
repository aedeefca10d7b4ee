import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { CLIENT_HEADER, noteClient, readNetwork } from "@/lib/server/client-address";

function clientOf(peer: string, headers: Record<string, string>, trusted: string[] = []) {
  const request = { socket: { remoteAddress: peer }, headers: { ...headers } };
  const networks = trusted.map((text) => readNetwork(text) ?? expect.fail(text));
  noteClient(request as unknown as IncomingMessage, networks);
  return request.headers;
}

test("A03: who is no trusted proxy cannot say who asks, nor by which name", () => {
  const headers = clientOf("203.0.113.9", {
    "x-forwarded-for": "198.51.100.1",
    "x-forwarded-host": "evil.example",
    forwarded: "for=198.51.100.1",
    "x-real-ip": "198.51.100.1",
    [CLIENT_HEADER]: "198.51.100.1",
    accept: "*/*",
  });
  expect(headers).toEqual({ [CLIENT_HEADER]: "203.0.113.9", accept: "*/*" });
});

test.each([
  ["the address that the proxy saw", "198.51.100.1", "198.51.100.1"],
  ["not what the client wrote before it", "192.0.2.1, 198.51.100.1", "198.51.100.1"],
  ["through two proxies", "198.51.100.1, 10.0.0.7", "198.51.100.1"],
  ["the proxy itself, when it says nothing", "", "10.0.0.2"],
  ["the proxy itself, when it says nonsense", "unknown", "10.0.0.2"],
])("behind a trusted proxy it is %s", (_, forwarded, client) => {
  const headers = clientOf("::ffff:10.0.0.2", { "x-forwarded-for": forwarded }, ["10.0.0.0/8"]);
  expect(headers).toMatchObject({ [CLIENT_HEADER]: client, "x-forwarded-for": forwarded });
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("addresses of one household are one: %s", (peer, client) => {
  expect(clientOf(peer, {})).toEqual({ [CLIENT_HEADER]: client });
});

test.each(["10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/8/8", "10.0.0.0/", "proxy", ""])(
  "%s is no network",
  (text) => expect(readNetwork(text)).toBeNull(),
);
