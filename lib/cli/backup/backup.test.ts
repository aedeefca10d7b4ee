import { randomUUID } from "node:crypto";
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { objectPath, readBackup, writeManifest } from "@/lib/cli/backup/manifest";
import { readObjectList } from "@/lib/cli/backup/object-list";
import { fillSite, openSite, type Site, sha256Of } from "@/lib/cli/backup/test-library";
import { StorageError } from "@/lib/ports/object-storage";

let site: Site;
let folder: string;
let name: string;
const sites: Site[] = [];
const open = async (options?: Parameters<typeof openSite>[0]) => {
  const opened = await openSite(options);
  sites.push(opened);
  return opened;
};
const openEmpty = () => open({ isWithoutTables: true });

beforeAll(async () => {
  site = await open();
  await fillSite(site);
  const { exitCode, json } = await site.runJson("backup");
  expect(exitCode).toBe(0);
  folder = json.folder;
  name = json.name;
});
afterAll(async () => {
  for (const each of sites) await each.remove();
});

/** Rows of each table, in an order of their own. */
async function hashes(of: Site): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const tables = await of.sql(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  for (const { name: table } of tables) {
    const [row] = await of.sql(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as hash from "${table}" t`,
    );
    found.set(String(table), String(row?.["hash"]));
  }
  return found;
}

/** Every file of the storage, by key. */
async function files(of: Site): Promise<Record<string, string>> {
  const root = path.join(of.dataDir, "storage");
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("spool"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    await Promise.all(
      found.map(async (file) => [path.relative(root, file), await readFile(file, "utf8")] as const),
    ),
  );
}

/** The backup with its files in a folder of its own, to be spoilt. */
async function copyOfBackup(): Promise<string> {
  const place = path.join(site.dataDir, "copies", randomUUID());
  await cp(path.dirname(folder), place, { recursive: true });
  return path.join(place, name);
}

async function flipByte(file: string, at: number) {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

describe("I8: what went out comes back", () => {
  /** Changed on purpose: what is in them is looked at below. */
  const CHANGED = [
    ...["attempt", "blob_hold", "installation", "installation_fact", "invitation", "session"],
    ...["setup_link", "storage_check", "task_event", "variant", "worker_heartbeat"],
  ];

  test("every table has a row, and lies in an empty database as it was, with every file", async () => {
    const before = await hashes(site);
    for (const [table, hash] of before) expect(hash, table).not.toMatch(/^0 /);
    const other = await openEmpty();
    const restored = await other.run(`restore ${folder}`, [true]);
    expect(restored).toMatchObject({ exitCode: 0, questions: ["Restore it?"] });
    const after = await hashes(other);
    for (const table of CHANGED) {
      before.delete(table);
      after.delete(table);
    }
    expect(after).toEqual(before);
    expect(await files(other)).toEqual(await files(site));
    const [row] = await other.sql(
      "select count(*)::int as count from library_entry where words @@ to_tsquery('russian', 'a')",
    );
    expect(row).toBeDefined();
    // The log stays append-only, and triggers write again.
    await expect(other.sql("delete from audit_event")).rejects.toThrow("append-only");
    expect((await other.run("ledger verify")).printed).toBeDefined();
  });

  test("a rehearsal finds every table as it was, and leaves no database behind", async () => {
    const { exitCode, json } = await site.runJson(`backup verify ${name} --all`);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ differing: [], files: { broken: [] }, missing: [] });
    expect(json.files.hashedCount).toBe(json.files.count);
    expect(
      await site.sql("select datname from pg_database where datname like 'maquette_rehearsal_%'"),
    ).toEqual([]);
  });

  test("the same in a bucket", async () => {
    const { startS3Server } = await import("@/lib/adapters/storage/test-s3-server");
    const s3 = await startS3Server(path.join(site.dataDir, "s3"));
    const env = {
      STORAGE_URL: `s3://${s3.bucket}/a?endpoint=${s3.endpoint}`,
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    };
    const inBucket = await open({ isWithoutTables: true, env });
    expect((await inBucket.run(`restore ${folder} --yes`)).exitCode).toBe(0);
    const { exitCode, json } = await inBucket.runJson("backup");
    expect(exitCode).toBe(0);
    const objects = await listOf(json.folder);
    expect(objects).toEqual(await listOf(folder));
    const other = await openEmpty();
    expect((await other.run(`restore ${json.folder} --yes`)).exitCode).toBe(0);
    expect(await files(other)).toEqual(await files(site));
    await s3.stop();
  });
});

async function listOf(backup: string) {
  const objects = [];
  for await (const object of readObjectList(await readBackup(backup))) objects.push(object);
  return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
}

describe("after a restore", () => {
  test("nothing is taken for unsent, nothing is sent, and nobody is signed in", async () => {
    const from = await open();
    await fillSite(from);
    const [queued, submitting] = await from.sql("select id from variant order by id limit 2");
    await from.sql(
      "update variant set status = 'queued', turn_at = now(), next_action_at = now() where id = $1",
      [queued?.["id"]],
    );
    await from.sql(
      "update variant set status = 'submitting', next_action_at = null where id = $1",
      [submitting?.["id"]],
    );
    await from.sql("delete from attempt");
    await from.sql(
      "insert into attempt (id, variant_id, gateway_key_id, client_business_id, created_at) values ('open', $1, 'key', 'mq-a-open', now())",
      [submitting?.["id"]],
    );
    await from.sql("update session set revoked_at = null");
    await from.sql("update invitation set used_at = null, revoked_at = null");
    await from.sql("update setup_link set used_at = null");
    await from.sql(
      "update image set thumbhash = null where id = (select min(id) from image where erased_at is null)",
    );
    const made = await from.runJson("backup");
    const other = await openEmpty();
    const restored = await other.runJson(`restore ${made.json.folder} --yes`);
    expect(restored.json).toMatchObject({
      doubtfulCount: 1,
      revokedSessionCount: 1,
      generation: 1,
    });

    expect(
      await other.sql(
        "select status, attention, turn_at, next_action_at from variant where id = $1",
        [queued?.["id"]],
      ),
    ).toEqual([
      { status: "unknown", attention: "never_answered", turn_at: null, next_action_at: null },
    ]);
    expect(await other.sql("select sent_at is not null as sent from attempt")).toEqual([
      { sent: true },
    ]);
    expect((await other.sql("select paused_by, pause_reason from installation"))[0]).toMatchObject({
      paused_by: "maquette restore",
      pause_reason: expect.stringContaining("was restored"),
    });
    expect(await other.sql("select from session where revoked_at is null")).toEqual([]);
    expect(await other.sql("select from invitation where revoked_at is null")).toEqual([]);
    expect(await other.sql("select from setup_link where used_at is null")).toEqual([]);
    const jobs = await other.sql(
      "select task_identifier as name from graphile_worker.jobs order by 1",
    );
    expect(jobs).toEqual([{ name: "derive" }, { name: "removeBlobs" }]);
    const again = await other.runJson(`restore ${made.json.folder} --yes --replace`);
    expect(again.json.generation).toBe(2);
  });

  test("a backup of an older version is brought to this one", async () => {
    const old = await openEmpty();
    const { migrate } = await import("@/scripts/migrate.mjs");
    const some = path.join(old.dataDir, "migrations");
    const all = (await readdir("prisma/migrations")).filter((each) => /^\d/.test(each)).sort();
    for (const each of all.slice(0, -3))
      await cp(path.join("prisma/migrations", each), path.join(some, each), { recursive: true });
    await migrate(old.url, some);
    await old.sql(
      `insert into "user" (id, email, name, password_hash) values ('u', 'ada@example.com', 'Ada', '-')`,
    );
    const { json } = await old.runJson("backup");
    expect((await old.run(`backup verify ${json.name}`)).printed).toContain(
      "The 3 migrations since were tried on it.",
    );
    const other = await openEmpty();
    const restored = await other.run(`restore ${json.folder} --yes`);
    expect(restored.noted).toContain("- 3 migrations that it has not had are applied;");
    expect(restored.exitCode).toBe(0);
    expect(await migrate(other.url)).toEqual([]);
    expect(await other.sql(`select email from "user"`)).toEqual([{ email: "ada@example.com" }]);
  });
});

describe("a restore is refused with one sentence, and nothing is changed", () => {
  let target: Site;
  beforeAll(async () => {
    target = await openEmpty();
  });
  const refused = async (line: string, words: string) => {
    const before = [await hashes(target), await files(target).catch(() => null)];
    const { exitCode, noted } = await target.run(line);
    expect(noted).toContain(words);
    expect(exitCode).toBe(1);
    expect([await hashes(target), await files(target).catch(() => null)]).toEqual(before);
  };

  test("what is no backup", () =>
    refused("restore /tmp/nowhere --yes", "/tmp/nowhere is no backup"));

  test("one that was cut off before its end", async () => {
    const copy = await copyOfBackup();
    await rm(path.join(copy, "manifest.json"));
    await refused(`restore ${copy} --yes`, "is no backup: it holds no manifest.json");
  });

  test("a damaged manifest", async () => {
    const copy = await copyOfBackup();
    const manifest = path.join(copy, "manifest.json");
    await writeFile(
      manifest,
      (await readFile(manifest, "utf8")).replace('"rowCount":1', '"rowCount":2'),
    );
    await refused(`restore ${copy} --yes`, "The manifest of the backup is damaged");
    await writeFile(manifest, "{");
    await refused(`restore ${copy} --yes`, "The manifest of the backup is damaged");
  });

  test("a byte of a table that has changed", async () => {
    const copy = await copyOfBackup();
    const file = path.join(copy, "tables/variant.copy.zst");
    await flipByte(file, Math.floor((await stat(file)).size / 2));
    await refused(`restore ${copy} --yes`, "The table variant of the backup is damaged");
  });

  test("a file that is missing, and a table that is", async () => {
    const copy = await copyOfBackup();
    const [object] = await listOf(copy);
    await rm(objectPath(path.dirname(copy), object ?? { sha256: "" }));
    await refused(`restore ${copy} --yes`, "1 files, the first is");
    await rm(path.join(copy, "tables/team.copy.zst"));
    await refused(`restore ${copy} --yes`, "The table team of the backup is damaged");
  });

  test("a newer version's", async () => {
    const copy = await copyOfBackup();
    const { manifest } = await readBackup(copy);
    const future = { name: "29990101000000_future", checksum: "0".repeat(64) };
    await writeManifest(copy, { ...manifest, migrations: [...manifest.migrations, future] });
    await refused(
      `restore ${copy} --yes`,
      "The backup is of a newer version of Maquette (0.1.0, it has 29990101000000_future)",
    );
  });

  test("while the studio runs, on this machine or another", async () => {
    await target.holdDataFolder({ pid: process.ppid });
    await refused(
      `restore ${folder} --yes`,
      `The studio runs on ${target.dataDir} (process ${process.ppid}`,
    );
    await target.holdDataFolder({ host: "elsewhere" });
    await refused(`restore ${folder} --yes`, "on elsewhere");
    // As of a supervisor that was killed.
    await target.holdDataFolder({ pid: 2 ** 22 + 1 });
    const { shareSettings } = await import("@/scripts/shared-settings.mjs");
    const release = await shareSettings(target.url, { AUTH_SECRET: "a" });
    await refused(`restore ${folder} --yes`, "A studio runs on this database");
    await release();
  });

  test("a database with others' tables", async () => {
    const foreign = await openEmpty();
    await foreign.sql("create table theirs (id int)");
    const { exitCode, noted } = await foreign.run(`restore ${folder} --yes --replace`);
    expect(exitCode).toBe(1);
    expect(noted).toContain("tables that are not Maquette's");
    expect(await foreign.sql("select from theirs")).toEqual([]);
  });

  test("a database in which somebody has an account; nobody answers, nobody agrees", async () => {
    const full = await open();
    await full.sql(
      `insert into "user" (id, email, name, password_hash) values ('u', 'bob@example.com', 'Bob', '-')`,
    );
    const before = await hashes(full);
    const { exitCode, noted } = await full.run(`restore ${folder} --yes`);
    expect(exitCode).toBe(1);
    expect(noted).toContain("The database is not empty (people: 1, pictures: 0)");
    const unasked = await full.run(`restore ${folder} --replace`);
    expect(unasked).toMatchObject({ exitCode: 1, questions: ["Restore it?"] });
    expect(await hashes(full)).toEqual(before);
  });

  test.each(["restore", "restore a b", "backup verify", "backup prune --keep-daily many"])(
    "%s is no command line",
    async (line) => expect((await target.run(line)).exitCode).toBe(2),
  );
});

describe("halfway", () => {
  test("a restore that fails leaves what was there, and the backup of it", async () => {
    const full = await open();
    await full.sql(
      `insert into "user" (id, email, name, password_hash) values ('u', 'bob@example.com', 'Bob', '-')`,
    );
    const before = await hashes(full);
    const copy = await copyOfBackup();
    const { manifest } = await readBackup(copy);
    const tables = manifest.tables.map((table) =>
      table.name === "variant" ? { ...table, rowCount: table.rowCount + 1 } : table,
    );
    await writeManifest(copy, { ...manifest, tables });
    const failed = await full.run(`restore ${copy} --yes --replace`);
    expect(failed.exitCode).toBe(1);
    expect(failed.noted).toContain("The table variant came to");
    expect(await hashes(full)).toEqual(before);

    const point = /backed up to (\S+)/.exec(failed.noted)?.[1] ?? "";
    expect((await full.run(`restore ${folder} --yes --replace`)).exitCode).toBe(0);
    expect(await full.sql(`select from "user" where id = 'u'`)).toEqual([]);
    expect((await full.run(`restore ${point} --yes --replace`)).exitCode).toBe(0);
    expect((await hashes(full)).get("user")).toEqual(before.get("user"));
  });

  test("a row without its parent is found before anything is changed", async () => {
    const from = await open();
    await fillSite(from);
    await from.sql("alter table task_event drop constraint task_event_variant_id_fkey");
    await from.sql(
      "insert into task_event (id, variant_id, kind, at) values ('lost', 'nobody', 'sent', now())",
    );
    const { json } = await from.runJson("backup");
    const { exitCode, noted } = await from.run(`backup verify ${json.name}`);
    expect(exitCode).toBe(1);
    expect(noted).toContain("task_event_variant_id_fkey");
    const other = await open();
    const before = await hashes(other);
    expect((await other.run(`restore ${json.folder} --yes`)).exitCode).toBe(1);
    expect(await hashes(other)).toEqual(before);
  });

  test("a backup that fails is none: no name, no draft, and the next one is whole", async () => {
    const { storage } = site.studio.ports;
    const to = path.join(site.dataDir, "cut");
    const send = storage.send;
    let count = 0;
    storage.send = async (...call) => {
      count += 1;
      if (count === 5) throw new StorageError("unavailable", "the disk went away");
      return send(...call);
    };
    const failed = await site.run(`backup --to ${to}`);
    storage.send = send;
    expect(failed).toMatchObject({
      exitCode: 1,
      noted: expect.stringContaining("the disk went away"),
    });
    expect(await readdir(to)).toEqual(["objects"]);
    expect((await site.run(`backup list --in ${to}`)).printed).toContain("There is no backup");
    // As a process that was killed leaves it.
    const killed = path.join(to, ".making-2026-11-27T13-49-41-000Z");
    await cp(folder, killed, { recursive: true });
    expect((await site.run(`backup list --in ${to}`)).printed).toContain("There is no backup");
    expect((await site.run(`restore ${killed} --yes --replace`)).noted).toContain("is no backup");
    const whole = await site.runJson(`backup --to ${to}`);
    expect((await site.run(`backup verify ${whole.json.name} --all --in ${to}`)).exitCode).toBe(0);
  });
});

describe("damage is found", () => {
  test("a byte of a file", async () => {
    const copy = await copyOfBackup();
    const [object] = await listOf(copy);
    const file = objectPath(path.dirname(copy), object ?? { sha256: "" });
    await flipByte(file, 3);
    const verified = await site.run(`backup verify ${copy} --all`);
    expect(verified.exitCode).toBe(1);
    expect(verified.printed).toContain(`${file} is missing or damaged`);
    const other = await openEmpty();
    const restored = await other.run(`restore ${copy} --yes`);
    expect(restored.exitCode).toBe(1);
    expect(restored.noted).toContain(`The file ${object?.key} of the backup is damaged`);
    expect(await hashes(other)).toEqual(new Map());
  });

  test("a picture that the storage has lost, or of other bytes than its name says, is named", async () => {
    const from = await open();
    await fillSite(from);
    const [first, second] = await from.sql(
      "select distinct storage_key as key from image order by 1",
    );
    const place = (row?: Record<string, unknown>) =>
      path.join(from.dataDir, "storage", String(row?.["key"]));
    await rm(place(first));
    await flipByte(place(second), 0);
    const { exitCode, printed } = await from.run("backup");
    expect(exitCode).toBe(1);
    for (const row of [first, second])
      expect(printed).toContain(`The storage has no whole file ${row?.["key"]}`);
    const restored = await from.run(`restore ${folder} --yes --replace`);
    expect(restored.exitCode).toBe(0);
    expect(sha256Of(await readFile(place(second)))).toBe(path.basename(place(second)));
  });
});

describe("beside a studio that works", () => {
  test("no blob goes while a backup is made, and no second backup begins", async () => {
    const { blobs, dumps, storage } = site.studio.ports;
    const bytes = "in the snapshot, and unused a moment later";
    const key = `blobs/${sha256Of(bytes).slice(0, 2)}/${sha256Of(bytes)}`;
    await site.put(key, bytes);
    const remove = () => storage.delete(key);
    await dumps.read(async () => {
      expect(await blobs.removeUnused(sha256Of(bytes), remove)).toBe("held");
      expect(await storage.has(key)).toBe(true);
      const { exitCode, noted } = await site.run("backup");
      expect(exitCode).toBe(1);
      expect(noted).toContain("Another backup of this database is being made");
    });
    expect(await blobs.removeUnused(sha256Of(bytes), remove)).toBe("removed");
  });

  test("what is written meanwhile is not in it", async () => {
    const { dumps } = site.studio.ports;
    const read = async () =>
      dumps.read(async (snapshot) => {
        await site.sql(
          "insert into gateway_word (word, count, first_at, last_at) values ($1, 1, now(), now())",
          [randomUUID()],
        );
        const table = snapshot.tables.find((each) => each.name === "gateway_word");
        if (!table) throw new Error("no table");
        let text = "";
        for await (const chunk of snapshot.copy(table)) text += String(chunk);
        return text.split("\n").length - 1;
      });
    const first = await read();
    expect(await read()).toBe(first + 1);
  });
});

describe("many backups", () => {
  test("share their files; older ones go with what only they needed", async () => {
    const to = path.join(site.dataDir, "many");
    const first = (await site.runJson(`backup --to ${to}`)).json;
    expect(first.added.count).toBeGreaterThan(10);
    const second = (await site.runJson(`backup --to ${to}`)).json;
    expect(second.added).toEqual({ count: 0, sizeBytes: 0 });
    const listed = await site.runJson(`backup list --in ${to}`);
    expect(listed.json.backups.map((each: { name: string }) => each.name)).toEqual([
      first.name,
      second.name,
    ]);

    // A file that no backup speaks of: one of long ago goes, one of today may belong to a backup that is being made.
    const [old, young] = ["0".repeat(64), `00${"1".repeat(62)}`].map((sha256) =>
      objectPath(to, { sha256 }),
    );
    await mkdir(path.dirname(old ?? ""), { recursive: true });
    for (const file of [old, young]) await appendFile(file ?? "", "orphan");
    const longAgo = new Date("2026-01-01");
    await utimes(old ?? "", longAgo, longAgo);
    const pruned = await site.runJson(`backup prune --keep-daily 1 --keep-weekly 1 --in ${to}`);
    expect(pruned.json).toMatchObject({
      removed: [first.name],
      kept: [second.name],
      freed: { count: 1 },
    });
    expect(await readdir(path.dirname(young ?? ""))).toContain(path.basename(young ?? ""));
    expect((await site.run(`backup verify ${second.name} --all --in ${to}`)).exitCode).toBe(0);

    await flipByte(path.join(to, second.name, "manifest.json"), 100);
    const stopped = await site.run(`backup prune --in ${to}`);
    expect(stopped.exitCode).toBe(1);
    expect(stopped.noted).toContain("Nothing was removed");
    expect((await site.run(`backup list --in ${to}`)).exitCode).toBe(1);
  });
});

describe("secrets", () => {
  const CANARY = "sk-canary+7f3a/9c2e5b81d4==";
  const forms = [
    ...[CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString("hex")],
    ...[0, 1, 2].map((shift) =>
      Buffer.from(`${" ".repeat(shift)}${CANARY}`)
        .toString("base64")
        .slice(4, -4),
    ),
  ].map((form) => form.toLowerCase());

  test("the gateway's key is nowhere in a backup, the master key only where it was asked for", async () => {
    const keyed = await open({ env: { TOAPIS_API_KEY: CANARY } });
    await fillSite(keyed);
    // Makes its row.
    await keyed.studio.ports.connections.current();
    await mkdir(path.join(keyed.dataDir, "secrets"));
    await writeFile(path.join(keyed.dataDir, "secrets/master-key"), "the master key of this test");
    const { json, exitCode } = await keyed.runJson("backup");
    expect(exitCode).toBe(0);
    const texts = async (of: string) => {
      const entries = await readdir(of, { recursive: true, withFileTypes: true });
      return Promise.all(
        entries
          .filter((entry) => entry.isFile())
          .map(async (entry) => {
            const bytes = await readFile(path.join(entry.parentPath, entry.name));
            const plain = entry.name.endsWith(".zst") ? zstdDecompressSync(bytes) : bytes;
            return plain.toString("latin1").toLowerCase();
          }),
      );
    };
    const all = await texts(path.dirname(json.folder));
    expect(all.some((text) => text.includes(sha256Of(CANARY).slice(0, 16)))).toBe(true);
    for (const form of [...forms, "the master key of this test"])
      expect(all.filter((text) => text.includes(form))).toEqual([]);

    const asked = await keyed.run("backup --with-secrets");
    expect(asked.printed).toContain("With secrets in plain (master-key)");
    const withSecrets = /lies in (\S+)/.exec(asked.printed)?.[1] ?? "";
    const other = await openEmpty();
    const restored = await other.run(`restore ${withSecrets} --yes`);
    expect(restored.printed).toContain("Secrets put back: master-key.");
    expect(await readFile(path.join(other.dataDir, "secrets/master-key"), "utf8")).toBe(
      "the master key of this test",
    );
  });
});
