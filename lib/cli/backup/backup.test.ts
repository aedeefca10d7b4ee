import { afterAll, beforeAll, expect, test } from "vitest";
import { fillSite, openSite, type Site } from "@/lib/cli/backup/test-library";

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await fillSite(site);
});
afterAll(() => site.remove());

test("probe", async () => {
  const tables = await site.sql("select tablename as name from pg_tables where schemaname='public' order by 1");
  for (const { name } of tables) {
    const [row] = await site.sql(`select count(*)::int as n from "${name}"`);
    if (row?.n === 0) console.error("EMPTY", name);
  }
  const made = await site.run("backup");
  console.error(made);
  const name = /verify (\S+)/.exec(made.printed)?.[1];
  console.error(await site.run(`backup verify ${name} --all`));
  expect(made.exitCode).toBe(0);
  const other = await openSite({ from: "template1" });
  console.error(await other.run(`restore ${site.dataDir}/backups/${name}`, [true]));
  await other.remove();
});
