import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renameSelf } from "@/lib/account/service/profile";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openTestLog, type TestLog } from "@/lib/audit/service/test-deeds";
import { checkLog } from "@/lib/cli/doctor/log";
import { pauseSending, resumeByPerson } from "@/lib/sending/service/pause";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What somebody with the database's own password can do. */
const tamper = (...statements: string[]) =>
  database.prisma.$transaction([
    database.prisma.$executeRawUnsafe("alter table audit_event disable trigger user"),
    ...statements.map((sql) => database.prisma.$executeRawUnsafe(sql)),
    database.prisma.$executeRawUnsafe("alter table audit_event enable trigger user"),
  ]);

async function open(rows = 5) {
  const log = await openTestLog(database);
  for (let count = 0; count < rows; count++)
    await renameSelf(log.ports, log.owner, `${log.teamId} ${count}`);
  const chain = async () => {
    const chains = await log.ports.audit.checkChains();
    return chains.find(({ teamId }) => teamId === log.teamId);
  };
  const idAt = async (seq: number) =>
    (await database.prisma.auditEvent.findFirstOrThrow({ where: { teamId: log.teamId, seq } })).id;
  return { ...log, chain, idAt };
}

describe("The log of a team", () => {
  test("is one chain, also of what happens at the same moment and to all teams at once", async () => {
    const [one, other] = [await open(0), await open(0)];
    const rename = (log: TestLog, name: string) => renameSelf(log.ports, log.owner, name);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => [
        rename(one, `One ${index}`),
        rename(other, `Other ${index}`),
      ]).flat(),
    );
    const { ports } = one;
    await pauseSending(ports, { by: "the operator", reason: "" }, { by: "operator" });
    await resumeByPerson(ports, one.owner);
    const rows = await database.prisma.auditEvent.findMany({
      where: { teamId: one.teamId },
      orderBy: { seq: "asc" },
    });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.length).toBeGreaterThan(12);
    expect(await one.chain()).toMatchObject({ brokenAt: null, count: rows.length });
    expect(await other.chain()).toMatchObject({ brokenAt: null });
    expect(checkLog(await ports.audit.checkChains())).toMatchObject({ state: "ok" });
  });

  test("begins with the first row, and does not believe a hash that is handed in", async () => {
    const log = await open(1);
    const { teamId } = log;
    const forged = { seq: 77, hash: new Uint8Array(32) };
    const data = { id: "forged", teamId, by: "studio", action: "signed_in", at: new Date() };
    await database.prisma.auditEvent.create({ data: { ...data, ...forged } });
    const row = await database.prisma.auditEvent.findUniqueOrThrow({ where: { id: "forged" } });
    expect(row.seq).toBe(2);
    expect(await log.chain()).toMatchObject({ count: 2, brokenAt: null });
    expect((await log.chain())?.head).toBe(Buffer.from(row.hash ?? []).toString("hex"));
  });

  test.each([
    ["a changed word", 'update audit_event set after = \'{"name": "Nobody"}\' where id = $', 3],
    ["another time", "update audit_event set at = at + interval '1 millisecond' where id = $", 3],
    ["another person", "update audit_event set person_id = null where id = $", 3],
    ["a row that is gone", "delete from audit_event where id = $", 4],
    ["a new hash", "update audit_event set hash = sha256('x') where id = $", 3],
    ["no hash", "update audit_event set hash = null where id = $", 3],
  ])("shows %s", async (_, sql, brokenSeq) => {
    const log = await open();
    expect(await log.chain()).toMatchObject({ count: 5, brokenAt: null });
    await tamper(sql.replace("$", `'${await log.idAt(3)}'`));
    expect((await log.chain())?.brokenAt?.seq).toBe(brokenSeq);
    const check = checkLog(await log.ports.audit.checkChains());
    expect(check).toMatchObject({ state: "fail", sentence: /maquette log verify/ });
    // Another team's is what it was.
    const other = await open();
    expect(await other.chain()).toMatchObject({ brokenAt: null });
    await tamper(`delete from audit_event where team_id = '${log.teamId}'`);
  });

  test("without its first row, or without its last and a noted hash, is found out", async () => {
    const log = await open();
    const head = (await log.chain())?.head ?? "";
    expect(await log.ports.audit.hasHead(head)).toBe(true);
    await tamper(`delete from audit_event where id = '${await log.idAt(5)}'`);
    // Of the chain alone nothing is to be seen: that is what the noted hash is for.
    expect(await log.chain()).toMatchObject({ count: 4, brokenAt: null });
    expect(await log.ports.audit.hasHead(head)).toBe(false);
    await tamper(`delete from audit_event where id = '${await log.idAt(1)}'`);
    expect((await log.chain())?.brokenAt?.seq).toBe(2);
    await tamper(`delete from audit_event where team_id = '${log.teamId}'`);
  });
});
