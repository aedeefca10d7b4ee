// Writes a migration from the difference between prisma/schema.prisma and prisma/migrations, on a throw-away database:
//   npm run migration -- add-stars      creates prisma/migrations/<time>_add_stars and regenerates the client
//   npm run migration                   only checks that the two agree
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";

const root = path.dirname(import.meta.dirname);
const name = process.argv[2];
const folder = mkdtempSync(path.join(tmpdir(), "maquette-migration-"));
const database = await startEmbeddedPostgres(folder);
const prisma = (...args) =>
  spawnSync(process.execPath, [path.join(root, "node_modules/prisma/build/index.js"), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, DATABASE_URL: database.url },
  }).status ?? 1;

const check = ["migrate", "diff", "--from-migrations", "prisma/migrations"];
const status = name
  ? prisma("migrate", "dev", "--name", name) || prisma("generate")
  : prisma(...check, "--to-schema", "prisma/schema.prisma", "--exit-code");
await database.stop();
rmSync(folder, { recursive: true });
process.exit(status);
