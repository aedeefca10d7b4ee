import { randomBytes } from "node:crypto";
import pg from "pg";
import { createPrismaClient } from "@/lib/adapters/prisma/prisma-client";

const migrated = () => process.env["MAQUETTE_TEST_DATABASE_URL"] ?? "";

/** To copy from: a database that nothing was ever done to. */
export const withoutTables = () => withDatabase(new URL(migrated()), "template1");

/**
 * A database of its own for one test file, copied from the migrated one that the test run provides, or from another
 * that nobody is connected to.
 */
export async function createTestDatabase(templateUrl = migrated()) {
  const template = new URL(templateUrl);
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: withDatabase(template, "postgres") });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`create database ${name} template ${template.pathname.slice(1)}`);
  const url = withDatabase(template, name);
  const prisma = createPrismaClient(url, 4);
  return {
    url,
    prisma,
    async drop() {
      await prisma.$disconnect();
      await admin(`drop database ${name} with (force)`);
    },
  };
}

function withDatabase(url: URL, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
