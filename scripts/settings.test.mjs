import { expect, test } from "vitest";
import { readSettings } from "./settings.mjs";

test("without settings the studio runs whole at port 3000 of this machine", () => {
  expect(readSettings({})).toMatchObject({ role: "all", port: 3000, host: "127.0.0.1" });
});

test("an empty variable counts as unset", () => {
  expect(readSettings({ ROLE: "", PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 3000 });
});

test.each([
  [{ PORT: "0" }, /PORT must/],
  [{ PORT: "80.5" }, /PORT must/],
  [{ ROLE: "boss" }, /ROLE must/],
  [{ ROLE: "web" }, /ROLE=web needs DATABASE_URL/],
  [{ ROLE: "web", DATABASE_URL: "postgres://h/d" }, /ROLE=web needs AUTH_SECRET/],
  [{ ROLE: "web", DATABASE_URL: "postgres://h/d" }, /needs MAQUETTE_MASTER_KEY_FILE/],
  [{ ROLE: "web", DATABASE_URL: "postgres://h/d" }, /needs TOAPIS_API_KEY, and TOAPIS_BASE_URL/],
  [{ ROLE: "worker", DATABASE_URL: "postgres://h/d" }, /ROLE=worker needs TOAPIS_API_KEY/],
  [{ MAQUETTE_MASTER_KEY_FILE: "/no/such/file" }, /\/no\/such\/file, which cannot be read/],
  [{ STORAGE_URL: "https://h" }, /STORAGE_URL must be of the form/],
  [{ STORAGE_URL: "s3://bucket" }, /set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/],
  [{ DATABASE_URL: "mysql://h/d" }, /DATABASE_URL must/],
  [{ PUBLIC_URL: "studio.example.com" }, /PUBLIC_URL must/],
  [{ AUTH_SECRET: "short" }, /AUTH_SECRET must/],
  [{ MAQUETTE_SANDBOX_SPEED: "0" }, /MAQUETTE_SANDBOX_SPEED must/],
])("%j is refused by name", (env, sentence) => {
  expect(() => readSettings(env)).toThrow(sentence);
});

test("all mistakes are told at once", () => {
  expect(() => readSettings({ PORT: "x", ROLE: "y" })).toThrow(/ROLE must.*\nPORT must/);
});
