import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSession, openSession } from "@/lib/account/service";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor, Role } from "@/lib/shared/actor";
import { presentPeople } from "@/lib/team/presenter";
import { requireFactor, resetFactor } from "@/lib/team/service/factor";
import { createTestTeam } from "@/lib/team/service/test-team";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function aTeam() {
  const team = await createTestTeam(database);
  const { ports, clock } = team;
  async function giveFactor({ userId }: Actor) {
    await ports.secondFactors.begin(userId, "sealed", clock.now());
    const codeHashes = [ports.tokens.hash(userId)];
    const kept = { userId, step: 1, codeHashes, keptSessionId: "-" };
    await ports.database.transaction((tx) => ports.secondFactors.confirm(tx, kept, clock.now()));
  }
  const hasFactor = async ({ userId }: Actor) =>
    (await ports.secondFactors.find(userId))?.confirmedAt != null;
  /** A session of a person who signs in with the password alone. */
  async function signIn({ userId }: Actor) {
    const user = await database.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    const password = "a sentence that works well";
    const from = { email: user.email, password, userAgent: "", client: userId };
    const opened = await openSession(ports, from);
    if (!opened.ok) throw new Error(opened.error.code);
    return () => findSession(ports, opened.value.sessionSecret);
  }
  return { ...team, giveFactor, hasFactor, signIn };
}

describe("that owners and admins need one", () => {
  test("is taken back only by an owner who has just shown that it is them", async () => {
    const { ports, clock, owner, giveFactor, peopleOf } = await aTeam();
    await giveFactor(owner);
    await requireFactor(ports, owner, true);
    ports.confirmations.setAt(new Date(clock.now().getTime() - 10 * 60_000));
    expect(await requireFactor(ports, owner, false)).toEqual({
      ...{ ok: false, error: { code: "confirm_first" } },
    });
    expect((await peopleOf(owner)).isFactorRequired).toBe(true);
    // To demand it takes nothing away.
    expect(await requireFactor(ports, owner, true)).toMatchObject({ ok: true });
    ports.confirmations.setAt(clock.now());
    expect(await requireFactor(ports, owner, false)).toMatchObject({ ok: true });
    expect((await peopleOf(owner)).isFactorRequired).toBe(false);
  });

  test("holds those who have none at the door from the next request on, and nobody else", async () => {
    const team = await aTeam();
    const people = {
      owner: team.owner,
      admin: await team.addPerson("Ben", "admin"),
      designer: await team.addPerson("Dan", "designer"),
      reviewer: await team.addPerson("Rea", "reviewer"),
    };
    const sessions = {
      admin: await team.signIn(people.admin),
      designer: await team.signIn(people.designer),
      reviewer: await team.signIn(people.reviewer),
    };
    const stranger = await aTeam();
    const theirs = await stranger.signIn(stranger.owner);
    const held = async () => ({
      admin: (await sessions.admin())?.mustSetUpFactor,
      designer: (await sessions.designer())?.mustSetUpFactor,
      reviewer: (await sessions.reviewer())?.mustSetUpFactor,
      stranger: (await theirs())?.mustSetUpFactor,
    });
    const nobody = { admin: false, designer: false, reviewer: false, stranger: false };
    expect(await held()).toEqual(nobody);
    await team.giveFactor(team.owner);
    expect(await requireFactor(team.ports, team.owner, true)).toMatchObject({ ok: true });
    expect(await held()).toEqual({ ...nobody, admin: true });
    const listed = presentPeople(await team.peopleOf(team.owner), team.owner);
    expect(listed).toMatchObject({ isFactorRequired: true, mayRequireFactor: true });

    expect(await requireFactor(team.ports, team.owner, false)).toMatchObject({ ok: true });
    expect(await held()).toEqual(nobody);
    expect(team.audited.map(({ action }) => action)).toEqual([
      "second_factor.required",
      "second_factor.not_required",
    ]);
  });

  test("an owner who has none cannot ask for it, but can stop asking", async () => {
    const { ports, owner } = await aTeam();
    expect(await requireFactor(ports, owner, true)).toMatchObject({
      error: { code: "own_factor_missing" },
    });
    expect(await requireFactor(ports, owner, false)).toMatchObject({ ok: true });
  });

  test.each<Role>(["admin", "designer", "reviewer"])("is not for a %s to decide", async (role) => {
    const team = await aTeam();
    const actor = await team.addPerson("Ben", role);
    await team.giveFactor(actor);
    for (const isRequired of [true, false]) {
      expect(await requireFactor(team.ports, actor, isRequired)).toMatchObject({
        error: { code: "not_allowed" },
      });
    }
    expect(await team.ports.people.isFactorRequired(team.teamId)).toBe(false);
  });
});

describe("a lost factor", () => {
  test.each<[Role, Role, string | null]>([
    ["owner", "admin", null],
    ["owner", "owner", null],
    ["admin", "designer", null],
    ["admin", "admin", null],
    ["admin", "owner", "not_allowed"],
    ["designer", "reviewer", "not_allowed"],
    ["reviewer", "designer", "not_allowed"],
  ])("reset by a %s for a %s is refused: %s", async (own, theirs, refusal) => {
    const team = await aTeam();
    const actor = await team.addPerson("Ben", own);
    const person = await team.addPerson("Lin", theirs);
    const session = await team.signIn(person);
    await team.giveFactor(person);
    const reset = await resetFactor(team.ports, actor, person.userId);
    expect(reset.ok ? null : reset.error.code).toBe(refusal);
    expect(await team.hasFactor(person)).toBe(refusal !== null);
    expect(await database.prisma.recoveryCode.count({ where: { userId: person.userId } })).toBe(
      refusal ? 1 : 0,
    );
    // Switching on has ended it already.
    expect(await session()).toBeNull();
    expect(team.audited.at(-1)).toMatchObject({
      action: refusal ? "second_factor.reset.refused" : "second_factor.reset",
      objectId: person.userId,
    });
  });

  test("is not one's own, nor that of another team, nor one that is not there", async () => {
    const [team, other] = [await aTeam(), await aTeam()];
    const stranger = await other.addPerson("Kim", "designer");
    const nobody = await team.addPerson("Lin", "designer");
    await team.giveFactor(team.owner);
    await team.giveFactor(stranger);
    const reset = (personId: string) => resetFactor(team.ports, team.owner, personId);
    expect(await reset(team.owner.userId)).toMatchObject({ error: { code: "yourself" } });
    expect(await reset(stranger.userId)).toMatchObject({ error: { code: "not_found" } });
    expect(await reset(nobody.userId)).toMatchObject({ error: { code: "not_found" } });
    expect(await other.hasFactor(stranger)).toBe(true);
  });
});
