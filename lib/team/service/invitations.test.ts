import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Role } from "@/lib/shared/actor";
import { presentPeople } from "@/lib/team/presenter";
import { acceptInvitation, findInvitation } from "@/lib/team/service/door";
import { invite, renewInvitation, revokeInvitation } from "@/lib/team/service/invitations";
import { changeRole, removePerson } from "@/lib/team/service/people";
import { createTestTeam } from "@/lib/team/service/test-team";

const HOUR_MS = 60 * 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const aTeam = () => createTestTeam(database);
let count = 0;
const anAddress = () => {
  count += 1;
  return `guest-${count}@example.com`;
};

describe("an invitation", () => {
  test("A17: makes an account with its address and role, in its team, once", async () => {
    const team = await aTeam();
    const email = anAddress();
    const token = await team.tokenFor(team.owner, email, "designer");
    expect(await findInvitation(team.ports, token)).toMatchObject({
      value: { email, role: "designer", teamName: "Halden" },
    });

    expect(await team.accept(token)).toEqual({ ok: true, value: { email } });
    expect(await team.rolesOf(team.owner)).toEqual(["Marta owner", "Lin designer"]);
    expect((await team.peopleOf(team.owner)).invitations).toEqual([]);
    expect(await team.accept(token)).toMatchObject({ error: { code: "invitation_used" } });
    expect(await findInvitation(team.ports, token)).toMatchObject({
      error: { code: "invitation_used" },
    });
    expect(team.audited.map(({ action }) => action)).toEqual([
      "invitation.made.designer",
      "invitation.accepted",
    ]);
  });

  test("makes one account when it is accepted five times at once", async () => {
    const team = await aTeam();
    const token = await team.tokenFor(team.owner, anAddress(), "designer");
    const answers = await Promise.all(
      ["A", "B", "C", "D", "E"].map((name) => team.accept(token, name)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers.filter(({ ok }) => !ok)) {
      expect(answer).toMatchObject({ error: { code: "invitation_used" } });
    }
    expect((await team.peopleOf(team.owner)).members).toHaveLength(2);
  });

  test("is over after 72 hours", async () => {
    const team = await aTeam();
    const token = await team.tokenFor(team.owner, anAddress(), "designer");
    team.clock.advance(72 * HOUR_MS - 1);
    expect(await findInvitation(team.ports, token)).toMatchObject({ ok: true });
    team.clock.advance(1);
    expect(await team.accept(token)).toMatchObject({ error: { code: "invitation_expired" } });
    expect(presentPeople(await team.peopleOf(team.owner), team.owner).invitations).toMatchObject([
      { isExpired: true, invitedBy: "Marta" },
    ]);
  });

  test("is unknown with any other token, and nothing of the token is in the database", async () => {
    const team = await aTeam();
    const token = await team.tokenFor(team.owner, anAddress(), "designer");
    expect(await team.accept(`${token}x`)).toMatchObject({ error: { code: "invitation_unknown" } });
    const rows = await database.prisma.$queryRaw<{ row: string }[]>`
      select invitation::text as row from invitation where team_id = ${team.teamId}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
  });

  test("is taken back, and works no more", async () => {
    const team = await aTeam();
    const token = await team.tokenFor(team.owner, anAddress(), "designer");
    const [invitation] = (await team.peopleOf(team.owner)).invitations;
    const id = invitation?.id ?? "";
    expect(await revokeInvitation(team.ports, team.owner, id)).toMatchObject({ ok: true });
    expect(await team.accept(token)).toMatchObject({ error: { code: "invitation_revoked" } });
    expect((await team.peopleOf(team.owner)).invitations).toEqual([]);
    expect(await renewInvitation(team.ports, team.owner, id)).toMatchObject({
      error: { code: "not_found" },
    });
  });

  test("gets a new link, after which the old one no longer works", async () => {
    const team = await aTeam();
    const email = anAddress();
    const old = await team.tokenFor(team.owner, email, "reviewer");
    team.clock.advance(80 * HOUR_MS);
    const [invitation] = (await team.peopleOf(team.owner)).invitations;
    const renewed = await renewInvitation(team.ports, team.owner, invitation?.id ?? "");
    if (!renewed.ok) throw new Error(renewed.error.code);
    expect(await team.accept(old)).toMatchObject({ error: { code: "invitation_revoked" } });
    expect(await team.accept(renewed.value.token)).toEqual({ ok: true, value: { email } });
    expect(await team.rolesOf(team.owner)).toEqual(["Marta owner", "Lin reviewer"]);
  });

  test("is one for an address at a time, also when it is asked for twice at once", async () => {
    const team = await aTeam();
    const email = anAddress();
    const [one, other] = await Promise.all([
      team.tokenFor(team.owner, email, "reviewer"),
      team.tokenFor(team.owner, email, "designer"),
    ]);
    expect((await team.peopleOf(team.owner)).invitations).toHaveLength(1);
    const answers = await Promise.all([team.accept(one), team.accept(other)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each<[Role, Role, boolean]>([
    ["owner", "owner", true],
    ["owner", "reviewer", true],
    ["admin", "owner", false],
    ["admin", "admin", true],
    ["designer", "reviewer", false],
    ["reviewer", "reviewer", false],
  ])("of an %s for a new %s is made: %s", async (own, role, isMade) => {
    const team = await aTeam();
    const actor = await team.addPerson("Ben", own);
    const made = await invite(team.ports, actor, { email: anAddress(), role });
    expect(made.ok).toBe(isMade);
    if (!made.ok) {
      expect(made.error.code).toBe("not_allowed");
      expect(team.audited).toMatchObject([{ facts: { code: "not_allowed" } }]);
    }
  });

  test("for somebody who is there already is refused", async () => {
    const team = await aTeam();
    const [member] = (await team.peopleOf(team.owner)).members;
    const email = member?.email ?? "";
    const made = await invite(team.ports, team.owner, { email, role: "admin" });
    expect(made).toMatchObject({ error: { code: "already_here" } });
  });

  test("of an owner is not for an admin to renew or to take back", async () => {
    const team = await aTeam();
    const admin = await team.addPerson("Ben", "admin");
    await team.tokenFor(team.owner, anAddress(), "owner");
    const id = (await team.peopleOf(admin)).invitations[0]?.id ?? "";
    const refused = { error: { code: "not_allowed" } };
    expect(await renewInvitation(team.ports, admin, id)).toMatchObject(refused);
    expect(await revokeInvitation(team.ports, admin, id)).toMatchObject(refused);
  });

  test("A23: does not exist for another team", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    await team.tokenFor(team.owner, anAddress(), "designer");
    const id = (await team.peopleOf(team.owner)).invitations[0]?.id ?? "";
    const refused = { error: { code: "not_found" } };
    expect(await renewInvitation(team.ports, other.owner, id)).toMatchObject(refused);
    expect(await revokeInvitation(team.ports, other.owner, id)).toMatchObject(refused);
    expect((await team.peopleOf(other.owner)).invitations).toEqual([]);
  });

  test("goes with the right to have made it", async () => {
    const team = await aTeam();
    const admin = await team.addPerson("Ben", "admin");
    const forAdmin = await team.tokenFor(admin, anAddress(), "admin");
    await changeRole(team.ports, team.owner, { personId: admin.userId, role: "designer" });
    expect(await team.accept(forAdmin)).toMatchObject({ error: { code: "invitation_revoked" } });
    const made = await invite(team.ports, admin, { email: anAddress(), role: "reviewer" });
    // The session still says admin.
    expect(made).toMatchObject({ error: { code: "not_allowed" } });
  });

  test("does not take over the account of somebody who is in another team", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const email = anAddress();
    await other.accept(await other.tokenFor(other.owner, email, "designer"), "Ida");
    const token = await team.tokenFor(team.owner, email, "designer");
    expect(await acceptInvitation(team.ports, { token, name: "X", password: "another" })).toEqual({
      ok: false,
      error: { code: "address_taken" },
    });
    expect(await database.prisma.user.findUnique({ where: { email } })).toMatchObject({
      name: "Ida",
      passwordHash: "hash of a sentence that works well",
    });
    expect(await findInvitation(team.ports, token)).toMatchObject({ ok: true });
  });

  test("brings back somebody who was taken out, with what they have made", async () => {
    const team = await aTeam();
    const email = anAddress();
    await team.accept(await team.tokenFor(team.owner, email, "designer"));
    const before = await team.ports.accounts.findUserByEmail(email);
    await removePerson(team.ports, team.owner, before?.id ?? "");
    expect(await team.ports.accounts.findUserByEmail(email)).toBeNull();

    await team.accept(await team.tokenFor(team.owner, email, "reviewer"), "Lin again");
    expect((await team.ports.accounts.findUserByEmail(email))?.id).toBe(before?.id);
    expect(await team.rolesOf(team.owner)).toEqual(["Marta owner", "Lin again reviewer"]);
  });
});
