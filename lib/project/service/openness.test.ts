import { afterAll, beforeAll, expect, test } from "vitest";
import { findSession, findViewer } from "@/lib/account/service";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createPeopleRepository } from "@/lib/adapters/prisma/people-repository";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createProjectRepository } from "@/lib/adapters/prisma/project-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { chooseProject, renameProject } from "@/lib/project/service";
import { findOpenness, setOpenness } from "@/lib/project/service/openness";
import { type Actor, type Role, wholeTeam } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const clock = memoryClock();
const SANDBOX = { current: async () => ({ key: { source: "sandbox" } }) } as never;

function portsOf() {
  const { prisma } = database;
  return {
    ...{ clock, tokens, connections: SANDBOX },
    accounts: createAccountRepository(prisma),
    audit: createAuditLog(prisma, clock),
    database: createPrismaDatabase(prisma),
    people: createPeopleRepository(prisma),
    projects: createProjectRepository(prisma),
  };
}

/** A team with the projects AK and WB and somebody of each role. */
async function aTeam() {
  const { prisma } = database;
  const [teamId, projectId, otherId] = [clock.newId(), clock.newId(), clock.newId()];
  await prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "Europe/Moscow" } });
  await prisma.project.create({ data: { id: projectId, teamId, name: "Autumn KV", code: "AK" } });
  await prisma.project.create({ data: { id: otherId, teamId, name: "Winter", code: "WB" } });
  async function somebody(role: Role, name: string) {
    const id = clock.newId();
    const email = `${id}@example.com`;
    await prisma.user.create({ data: { id, email, name, passwordHash: "-" } });
    await prisma.membership.create({ data: { userId: id, teamId, role } });
    return id;
  }
  /** As the next request would have them. */
  async function actorOf(userId: string): Promise<Actor> {
    const secret = tokens.newToken();
    const session = {
      ...{ id: clock.newId(), secretHash: tokens.hash(secret), userId, userAgent: "" },
      expiresAt: new Date(clock.now().getTime() + 3_600_000),
    };
    const ports = portsOf();
    await ports.database.transaction((tx) => ports.accounts.createSession(tx, session));
    const found = await findSession(ports, secret);
    if (!found) throw new Error("No session");
    const { id: sessionId, role, closedProjectIds } = found;
    return { userId, ...wholeTeam(teamId), closedProjectIds, role, sessionId } as Actor;
  }
  const people = {
    owner: await somebody("owner", "Olga"),
    admin: await somebody("admin", "Anton"),
    lin: await somebody("designer", "Lin"),
    mia: await somebody("designer", "Mia"),
    rob: await somebody("reviewer", "Rob"),
  };
  type Who = keyof typeof people;
  const seen = async (who: Who) =>
    (await findViewer(portsOf(), await actorOf(people[who]), null))?.projects.map(
      ({ code }) => code,
    );
  const close = async (who: Who, members: Who[], id = projectId) =>
    setOpenness(portsOf(), await actorOf(people[who]), {
      ...{ projectId: id, isClosed: true, memberIds: members.map((each) => people[each]) },
    });
  const open = async (who: Who) =>
    setOpenness(portsOf(), await actorOf(people[who]), {
      ...{ projectId, isClosed: false, memberIds: [] },
    });
  return { teamId, projectId, otherId, people, actorOf, seen, close, open };
}

const ALL = ["AK", "WB"];
const DONE = { ok: true, value: null };
const refused = (code: string) => ({ ok: false, error: { code } });

test("a closed project is there for its people, owners and admins, and for nobody else", async () => {
  const { close, open, seen } = await aTeam();
  expect(await close("lin", ["rob"])).toEqual(DONE);
  for (const who of ["owner", "admin", "lin", "rob"] as const) expect(await seen(who)).toEqual(ALL);
  expect(await seen("mia")).toEqual(["WB"]);
  expect(await close("owner", ["mia"])).toEqual(DONE);
  expect(await seen("mia")).toEqual(ALL);
  expect(await seen("lin")).toEqual(["WB"]);
  expect(await open("mia")).toEqual(DONE);
  expect(await seen("lin")).toEqual(ALL);
});

test("whoever closes a project does not close it to themselves", async () => {
  const { close, seen } = await aTeam();
  expect(await close("lin", [])).toEqual(DONE);
  expect(await seen("lin")).toEqual(ALL);
});

test("its people are kept while it is open, for the next time", async () => {
  const { close, open, people, projectId, actorOf } = await aTeam();
  await close("owner", ["lin", "rob"]);
  await open("owner");
  const found = await findOpenness(portsOf(), await actorOf(people.mia), projectId);
  if (!found.ok) throw new Error(found.error.code);
  expect(found.value.isClosed).toBe(false);
  expect(found.value.memberIds.toSorted()).toEqual([people.lin, people.rob].toSorted());
  expect(found.value.candidates.map(({ name }) => name)).toEqual(["Lin", "Mia", "Rob"]);
});

test("the last project that is open to everybody stays open, also when two are closed at once", async () => {
  const { close, otherId, teamId } = await aTeam();
  const both = await Promise.all([close("owner", []), close("admin", [], otherId)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toEqual(refused("last_open"));
  expect(await database.prisma.project.count({ where: { teamId, isClosed: false } })).toBe(1);
});

test("a reviewer closes nothing and is not told who sees what", async () => {
  const { close, open, actorOf, people, projectId } = await aTeam();
  await close("owner", ["rob"]);
  expect(await open("rob")).toEqual(refused("not_allowed"));
  expect(await findOpenness(portsOf(), await actorOf(people.rob), projectId)).toEqual(
    refused("forbidden"),
  );
});

test("to whom it is closed it can be neither opened, nor renamed, nor chosen", async () => {
  const { close, actorOf, people, projectId, seen } = await aTeam();
  const before = await actorOf(people.mia);
  await close("owner", ["lin"]);
  const mia = await actorOf(people.mia);
  const opening = { projectId, isClosed: false, memberIds: [] };
  expect(await setOpenness(portsOf(), mia, opening)).toEqual(refused("not_found"));
  expect(await findOpenness(portsOf(), mia, projectId)).toEqual(refused("not_found"));
  const renaming = { projectId, name: "Mine" };
  expect(await renameProject(portsOf(), mia, renaming)).toEqual(refused("not_found"));
  expect(await chooseProject(portsOf(), mia, projectId)).toEqual(refused("not_found"));
  // Nor by a request that was on its way before.
  expect(await setOpenness(portsOf(), before, opening)).toEqual(refused("not_found"));
  expect(await seen("mia")).toEqual(["WB"]);
});

test("who leaves the team is no member when they come back", async () => {
  const { close, people, seen, teamId } = await aTeam();
  await close("owner", ["mia"]);
  const ports = portsOf();
  await ports.database.transaction((tx) =>
    ports.people.removeMember(tx, { teamId, userId: people.mia }, clock.now()),
  );
  await database.prisma.membership.create({
    data: { userId: people.mia, teamId, role: "designer" },
  });
  expect(await seen("mia")).toEqual(["WB"]);
});

test("another team's project can be neither read nor opened, and its people become no members", async () => {
  const [ours, theirs] = [await aTeam(), await aTeam()];
  const owner = await ours.actorOf(ours.people.owner);
  const foreign = { projectId: theirs.projectId, isClosed: true, memberIds: [] };
  expect(await setOpenness(portsOf(), owner, foreign)).toEqual(refused("not_found"));
  expect(await findOpenness(portsOf(), owner, theirs.projectId)).toEqual(refused("not_found"));
  const memberIds = [theirs.people.lin, ours.people.lin];
  const own = { projectId: ours.projectId, isClosed: true, memberIds };
  expect(await setOpenness(portsOf(), owner, own)).toEqual(DONE);
  const members = await database.prisma.projectMember.findMany({
    where: { projectId: ours.projectId },
  });
  expect(members.map(({ userId }) => userId)).toEqual([ours.people.lin]);
});

test("a change that changes nothing is no deed", async () => {
  const { close, open, teamId } = await aTeam();
  const deeds = () =>
    database.prisma.auditEvent.count({ where: { teamId, action: { startsWith: "project_" } } });
  await open("owner");
  expect(await deeds()).toBe(0);
  await close("owner", ["lin"]);
  await close("owner", ["lin"]);
  expect(await deeds()).toBe(1);
});
