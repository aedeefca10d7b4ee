import type { PrismaClient } from "@/lib/adapters/prisma/client/client";

/** Counts what is really written, table by table: what was rolled back is not. */
export async function countWrites(prisma: PrismaClient) {
  const tables = await prisma.$queryRaw<{ place: string }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as place from pg_tables
    where schemaname in ('public', 'graphile_worker')`;
  const run = (sql: string) => prisma.$executeRawUnsafe(sql);
  await run("create table public.test_write (place text not null)");
  await run(`create function public.note_test_write() returns trigger language plpgsql as
    $$ begin insert into public.test_write values (tg_table_name); return null; end $$`);
  for (const { place } of tables)
    await run(`create trigger note_test_write after insert or update or delete on ${place}
      for each row execute function public.note_test_write()`);
  return {
    /** Tables that were written to since the last call. */
    async take(): Promise<string[]> {
      const written = await prisma.$queryRaw<{ place: string }[]>`
        with gone as (delete from test_write returning place) select distinct place from gone`;
      return written.map(({ place }) => place).sort();
    },
  };
}
