import { expect, test } from "vitest";
import { isOwnRequest } from "@/lib/server/own-origin";

const LOCAL = "http://localhost:3000";

test.each([
  ["our own page", { origin: LOCAL, secFetchSite: "same-origin" }, true],
  ["the same machine by number", { origin: "http://127.0.0.1:3000", secFetchSite: null }, true],
  ["S01: an evil origin", { origin: "https://evil.example", secFetchSite: null }, false],
  ["S02: a sandboxed frame", { origin: "null", secFetchSite: "cross-site" }, false],
  ["S03: no proof at all", { origin: null, secFetchSite: null }, false],
  ["S05: another site", { origin: null, secFetchSite: "cross-site" }, false],
  [
    "another port of this machine",
    { origin: "http://localhost:4000", secFetchSite: "same-site" },
    false,
  ],
  ["no origin but the browser's word", { origin: null, secFetchSite: "same-origin" }, true],
])("a write from %s", (_, proof, isOwn) => {
  expect(isOwnRequest(proof, LOCAL)).toBe(isOwn);
});

test("a public address has no other spelling", () => {
  const proof = { origin: "http://127.0.0.1", secFetchSite: null };
  expect(isOwnRequest(proof, "https://studio.example")).toBe(false);
});
