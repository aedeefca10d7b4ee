import { expect, test } from "vitest";
import { readSettings } from "@/lib/server/env";

const SECRET = "0123456789abcdef";
const read = (settings: Record<string, string>) =>
  readSettings({
    NODE_ENV: "test",
    DATABASE_URL: "postgresql://127.0.0.1/studio",
    AUTH_SECRET: "a secret of at least thirty-two characters",
    ...settings,
  });

test.each([
  ["https://studio.example/", "0", "https://studio.example/api/webhooks/toapis"],
  ["http://studio.example", "0", null],
  ["https://localhost:3000", "0", null],
  ["https://[::1]", "0", null],
  ["http://127.0.0.1:3000", "1", "http://127.0.0.1:3000/api/webhooks/toapis"],
])(
  "at %s, private addresses allowed: %s, the gateway is asked to report to %s",
  (url, allowed, callbackUrl) => {
    const settings = { PUBLIC_URL: url, MAQUETTE_ALLOW_PRIVATE_UPSTREAM: allowed };
    expect(read({ ...settings, TOAPIS_WEBHOOK_SECRET: SECRET }).webhook).toEqual({
      secrets: [SECRET],
      callbackUrl,
    });
  },
);

test("no backup is made by itself, and those that are lie in the data folder", () => {
  expect(read({ DATA_DIR: "/data" }).backup).toEqual({ days: null, folder: "/data/backups" });
  expect(read({ MAQUETTE_BACKUP_DAYS: "14", MAQUETTE_BACKUP_DIR: "/mnt/b" }).backup).toEqual({
    ...{ days: 14, folder: "/mnt/b" },
  });
  for (const days of ["0", "a fortnight", "1.5"])
    expect(() => read({ MAQUETTE_BACKUP_DAYS: days })).toThrow("MAQUETTE_BACKUP_DAYS");
});

test("without a secret no event is heard or asked for", () => {
  expect(read({ PUBLIC_URL: "https://studio.example" }).webhook).toBeNull();
});

test.each(["TOAPIS_WEBHOOK_SECRET", "TOAPIS_WEBHOOK_SECRET_PREVIOUS"])(
  "%s is not taken when it is short enough to be guessed",
  (name) => {
    expect(() => read({ [name]: "short" })).toThrow(name);
  },
);
