import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findViewer } from "@/lib/account/service";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createProjectRepository } from "@/lib/adapters/prisma/project-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { chooseProject, createProject, renameProject } from "@/lib/project/service";
import { type Actor, type Role, wholeTeam } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.prisma.$executeRaw`truncate team, "user" cascade`;
});

const clock = memoryClock();
const SANDBOX = { current: async () => ({ key: { source: "sandbox" } }) } as never;

function portsOf() {
  const { prisma } = database;
  return {
    clock,
    connections: SANDBOX,
    accounts: createAccountRepository(prisma),
    audit: createAuditLog(prisma, clock),
    database: createPrismaDatabase(prisma),
    projects: createProjectRepository(prisma),
  };
}

/** A team with the project AK and one member. */
async function aTeam(role: Role) {
  const { prisma } = database;
  const [teamId, userId, projectId] = [clock.newId(), clock.newId(), clock.newId()];
  await prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "Europe/Moscow" } });
  await prisma.user.create({
    data: { id: userId, email: `${userId}@example.com`, name: "Designer", passwordHash: "-" },
  });
  await prisma.membership.create({ data: { userId, teamId, role } });
  await prisma.project.create({ data: { id: projectId, teamId, name: "Autumn KV", code: "AK" } });
  const actor = { userId, ...wholeTeam(teamId), role, sessionId: "session" } as Actor;
  return { actor, projectId };
}

const codeInView = async (actor: Actor, asked: string | null = null) =>
  (await findViewer(portsOf(), actor, asked))?.project.code;

test.each(["owner", "admin", "designer"] as const)(
  "the project that one with the role of %s makes is the one that they work in from then on",
  async (role) => {
    const { actor } = await aTeam(role);
    expect(await codeInView(actor)).toBe("AK");
    const made = await createProject(portsOf(), actor, { name: "Winter boxes", code: "WB" });
    expect(made).toMatchObject({ ok: true, value: { name: "Winter boxes", code: "WB" } });
    expect(await codeInView(actor)).toBe("WB");
  },
);

test("a reviewer makes and renames no project", async () => {
  const { actor, projectId } = await aTeam("reviewer");
  const refused = { ok: false, error: { code: "not_allowed" } };
  expect(await createProject(portsOf(), actor, { name: "Mine", code: "MI" })).toEqual(refused);
  expect(await renameProject(portsOf(), actor, { projectId, name: "Mine" })).toEqual(refused);
  expect(await database.prisma.project.count()).toBe(1);
});

test("a code is given once in a team, and another team may have the same", async () => {
  const [one, other] = [await aTeam("designer"), await aTeam("designer")];
  const project = { name: "Winter boxes", code: "WB" };
  const both = await Promise.all([
    createProject(portsOf(), one.actor, project),
    createProject(portsOf(), one.actor, project),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "code_taken" } });
  expect(await createProject(portsOf(), other.actor, project)).toMatchObject({ ok: true });
});

test("a renamed project keeps its code", async () => {
  const { actor, projectId } = await aTeam("designer");
  const renamed = await renameProject(portsOf(), actor, { projectId, name: "Spring KV" });
  expect(renamed).toMatchObject({ ok: true, value: { name: "Spring KV", code: "AK" } });
});

test("the project of the address goes before the one that was chosen last", async () => {
  const { actor, projectId } = await aTeam("designer");
  await createProject(portsOf(), actor, { name: "Winter boxes", code: "WB" });
  expect(await codeInView(actor, "AK")).toBe("AK");
  expect(await codeInView(actor)).toBe("WB");
  await chooseProject(portsOf(), actor, projectId);
  expect(await codeInView(actor)).toBe("AK");
});

test("another team's project can be neither renamed, nor chosen, nor seen", async () => {
  const [one, other] = [await aTeam("owner"), await aTeam("owner")];
  const theirs = await createProject(portsOf(), other.actor, { name: "Secret", code: "SE" });
  if (!theirs.ok) throw new Error("not made");
  const projectId = theirs.value.id;
  const refused = { ok: false, error: { code: "not_found" } };
  expect(await renameProject(portsOf(), one.actor, { projectId, name: "Mine" })).toEqual(refused);
  expect(await chooseProject(portsOf(), one.actor, projectId)).toEqual(refused);
  expect(await codeInView(one.actor, "SE")).toBe("AK");
  expect((await findViewer(portsOf(), one.actor, null))?.projects).toHaveLength(1);
  expect((await database.prisma.project.findUnique({ where: { id: projectId } }))?.name).toBe(
    "Secret",
  );
});
