// Writes a migration from the difference between prisma/schema.prisma and prisma/migrations, on a throw-away database:
//   npm run migration -- add-stars      creates prisma/migrations/<time>_add_stars and regenerates the client
//   npm run migration                   only checks that the two agree
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";

const root = path.dirname(import.meta.dirname);
const name = process.argv[2];
const folder = mkdtempSync(path.join(tmpdir(), "maquette-migration-"));
const database = await startEmbeddedPostgres(folder);
const prisma = (args, stdio = "inherit") =>
  spawnSync(process.execPath, [path.join(root, "node_modules/prisma/build/index.js"), ...args], {
    cwd: root,
    stdio,
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: database.url },
  });

const difference = ["migrate", "diff", "--from-migrations", "prisma/migrations"];
const toSchema = ["--to-schema", "prisma/schema.prisma"];

// Not `migrate dev`: that one asks questions, and without a terminal it refuses.
function write() {
  const script = prisma([...difference, ...toSchema, "--script"], ["ignore", "pipe", "inherit"]);
  if (script.status !== 0) return 1;
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const target = path.join(root, "prisma/migrations", `${time}_${name.replaceAll("-", "_")}`);
  mkdirSync(target);
  writeFileSync(path.join(target, "migration.sql"), script.stdout);
  return prisma(["generate"]).status ?? 1;
}

const status = name ? write() : (prisma([...difference, ...toSchema, "--exit-code"]).status ?? 1);
await database.stop();
rmSync(folder, { recursive: true });
process.exit(status);
