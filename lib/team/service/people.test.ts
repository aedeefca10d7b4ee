import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSession, openSession } from "@/lib/account/service";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor, Role } from "@/lib/shared/actor";
import { presentPeople } from "@/lib/team/presenter";
import { invite, renewInvitation } from "@/lib/team/service/invitations";
import { changeRole, listPeople, removePerson } from "@/lib/team/service/people";
import { createTestTeam } from "@/lib/team/service/test-team";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const aTeam = () => createTestTeam(database);

test("who is in the team is for its owners and admins to see, and for no other team", async () => {
  const [team, other] = [await aTeam(), await aTeam()];
  const admin = await team.addPerson("Ben", "admin");
  const reviewer = await team.addPerson("Rea", "reviewer");
  const designer = await team.addPerson("Dan", "designer");
  const roles = ["Marta owner", "Ben admin", "Dan designer", "Rea reviewer"];
  expect(await team.rolesOf(admin)).toEqual(roles);
  expect(await team.rolesOf(other.owner)).toEqual(["Marta owner"]);
  for (const actor of [reviewer, designer]) {
    expect(await listPeople(team.ports, actor)).toMatchObject({ error: { code: "forbidden" } });
  }
});

test("a person was last seen with the youngest of their sessions", async () => {
  const team = await aTeam();
  const { email } = (await team.peopleOf(team.owner)).members[0] ?? { email: "" };
  const sign = { email, password: "a sentence that works well", userAgent: "", client: "test" };
  const opened = await openSession(team.ports, sign);
  await openSession(team.ports, sign);
  if (!opened.ok) throw new Error("not opened");
  const seenAt = new Date("2027-03-02T10:00:00Z");
  team.clock.advance(seenAt.getTime() - team.clock.now().getTime());
  await database.prisma.session.updateMany({ data: { expiresAt: new Date("2028-01-01") } });
  await findSession(team.ports, opened.value.sessionSecret);
  expect((await team.peopleOf(team.owner)).members).toMatchObject([{ lastSeenAt: seenAt }]);
});

describe("a role", () => {
  test.each<[Role, Role, Role, string | null]>([
    ["owner", "designer", "owner", null],
    ["owner", "admin", "reviewer", null],
    ["admin", "designer", "admin", null],
    ["admin", "admin", "designer", null],
    ["admin", "designer", "owner", "not_allowed"],
    ["admin", "owner", "designer", "not_allowed"],
    ["designer", "reviewer", "designer", "not_allowed"],
    ["reviewer", "designer", "reviewer", "not_allowed"],
  ])("changed by an %s from %s to %s is refused: %s", async (...[own, theirs, next, refusal]) => {
    const team = await aTeam();
    const actor = await team.addPerson("Ben", own);
    const person = await team.addPerson("Lin", theirs);
    const changed = await changeRole(team.ports, actor, { personId: person.userId, role: next });
    expect(changed.ok ? null : changed.error.code).toBe(refusal);
    expect(await team.rolesOf(team.owner)).toContain(`Lin ${refusal ? theirs : next}`);
  });

  test("A22: nobody raises themselves", async () => {
    const team = await aTeam();
    for (const own of ["admin", "designer", "reviewer"] as const) {
      const actor = await team.addPerson(own, own);
      const changed = await changeRole(team.ports, actor, {
        personId: actor.userId,
        role: "owner",
      });
      expect(changed).toMatchObject({ error: { code: "not_allowed" } });
    }
    expect(team.audited).toHaveLength(3);
  });

  test("A20: counts for a session that was open before", async () => {
    const team = await aTeam();
    const lin = await team.addPerson("Lin", "designer");
    const { email } = (await team.peopleOf(team.owner)).members[1] ?? { email: "" };
    const password = "a sentence that works well";
    const opened = await openSession(team.ports, {
      email,
      password,
      userAgent: "",
      client: "test",
    });
    if (!opened.ok) throw new Error("not opened");
    await changeRole(team.ports, team.owner, { personId: lin.userId, role: "reviewer" });
    expect(await findSession(team.ports, opened.value.sessionSecret)).toMatchObject({
      role: "reviewer",
    });
  });

  test("of somebody of another team does not exist", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const lin = await team.addPerson("Lin", "designer");
    const refused = { error: { code: "not_found" } };
    const change = { personId: lin.userId, role: "reviewer" } as const;
    expect(await changeRole(team.ports, other.owner, change)).toMatchObject(refused);
    expect(await removePerson(team.ports, other.owner, lin.userId)).toMatchObject(refused);
    expect(await team.rolesOf(team.owner)).toEqual(["Marta owner", "Lin designer"]);
  });
});

describe("the last owner", () => {
  test("is neither demoted nor taken out", async () => {
    const team = await aTeam();
    const personId = team.owner.userId;
    expect(await changeRole(team.ports, team.owner, { personId, role: "admin" })).toMatchObject({
      error: { code: "last_owner" },
    });
    const second = await team.addPerson("Olaf", "owner");
    await changeRole(team.ports, second, { personId, role: "admin" });
    const last = { personId: second.userId, role: "designer" } as const;
    expect(await changeRole(team.ports, second, last)).toMatchObject({
      error: { code: "last_owner" },
    });
  });

  test("stays when two owners demote each other at once", async () => {
    const team = await aTeam();
    const second = await team.addPerson("Olaf", "owner");
    const role = "designer" as const;
    const answers = await Promise.all([
      changeRole(team.ports, team.owner, { personId: second.userId, role }),
      changeRole(team.ports, second, { personId: team.owner.userId, role }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const owners = await database.prisma.membership.count({
      where: { teamId: team.teamId, role: "owner" },
    });
    expect(owners).toBe(1);
  });

  test("is shown as such, and an admin's owner as out of reach", async () => {
    const team = await aTeam();
    const admin = await team.addPerson("Ben", "admin");
    const seenBy = async (actor: typeof admin) =>
      presentPeople(await team.peopleOf(actor), actor).people.map(({ fixed }) => fixed);
    expect(await seenBy(team.owner)).toEqual(["last_owner", null]);
    expect(await seenBy(admin)).toEqual(["not_allowed", null]);
  });
});

describe("a person who is taken out", () => {
  test("is out with every session, cannot come in again, and their pictures stay", async () => {
    const team = await aTeam();
    const lin = await team.addPerson("Lin", "designer");
    const { email } = (await team.peopleOf(team.owner)).members[1] ?? { email: "" };
    const sign = { email, password: "a sentence that works well", userAgent: "", client: "test" };
    const opened = [await openSession(team.ports, sign), await openSession(team.ports, sign)];
    expect(await removePerson(team.ports, team.owner, lin.userId)).toMatchObject({ ok: true });
    for (const each of opened) {
      if (!each.ok) throw new Error("not opened");
      expect(await findSession(team.ports, each.value.sessionSecret)).toBeNull();
    }
    expect(await openSession(team.ports, sign)).toEqual({
      ok: false,
      error: { code: "wrong_credentials" },
    });
    // Whoever made a picture is still somebody.
    expect(await database.prisma.user.count({ where: { id: lin.userId } })).toBe(1);
  });

  test("takes the links along that they have given away", async () => {
    const team = await aTeam();
    const admin = await team.addPerson("Ben", "admin");
    const token = await team.tokenFor(admin, "late@example.com", "reviewer");
    await removePerson(team.ports, team.owner, admin.userId);
    expect(await team.accept(token)).toMatchObject({ error: { code: "invitation_revoked" } });
  });

  test("is never oneself, nor out of one's reach", async () => {
    const team = await aTeam();
    const admin = await team.addPerson("Ben", "admin");
    const remove = (actor: typeof admin, person: typeof admin) =>
      removePerson(team.ports, actor, person.userId);
    expect(await remove(team.owner, team.owner)).toMatchObject({ error: { code: "yourself" } });
    expect(await remove(admin, team.owner)).toMatchObject({ error: { code: "not_allowed" } });
    expect(await team.rolesOf(team.owner)).toEqual(["Marta owner", "Ben admin"]);
  });
});

test("another owner is made only by who has just shown that it is them, also by a link", async () => {
  const team = await createTestTeam(database);
  const { ports, clock, owner } = team;
  const lin = await team.addPerson("Lin", "designer");
  const change = { personId: lin.userId, role: "owner" } as const;
  const guest = { email: "guest@example.com", role: "owner" } as const;
  const refused = { ok: false, error: { code: "confirm_first" } };
  const made = await invite(ports, owner, guest);
  if (!made.ok) throw new Error(made.error.code);

  ports.confirmations.setAt(new Date(clock.now().getTime() - 10 * 60_000));
  expect(await changeRole(ports, owner, change)).toEqual(refused);
  expect(await invite(ports, owner, guest)).toEqual(refused);
  expect(await renewInvitation(ports, owner, made.value.id)).toEqual(refused);
  expect(await team.rolesOf(owner)).toEqual(["Marta owner", "Lin designer"]);
  // Nobody of lower rank is held up, and who may not is told so.
  expect(await changeRole(ports, owner, { ...change, role: "admin" })).toMatchObject({ ok: true });
  const asLin = { ...lin, role: "admin" } as Actor;
  expect(await changeRole(ports, asLin, { ...change, personId: owner.userId })).toMatchObject({
    error: { code: "not_allowed" },
  });

  ports.confirmations.setAt(clock.now());
  expect(await changeRole(ports, owner, change)).toMatchObject({ ok: true });
});
