import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionTimes } from "@/lib/account/policy";
import { openSession } from "@/lib/account/service";
import { confirmSelf } from "@/lib/account/service/confirm";
import { beginFactor, confirmFactor } from "@/lib/account/service/second-factor";
import { authenticatorCode } from "@/lib/account/service/test-authenticator";
import { createConfirmations } from "@/lib/adapters/prisma/confirmations";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { Actor } from "@/lib/shared/actor";
import { createTestTeam } from "@/lib/team/service/test-team";

const PASSWORD = "a sentence that works well";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** An owner with a session that was confirmed long ago. */
async function open() {
  const team = await createTestTeam(database);
  const ports = { ...team.ports, confirmations: createConfirmations(database.prisma) };
  const { userId } = team.owner;
  const { email } = await database.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  async function signIn(client: string): Promise<Actor> {
    const from = { email, password: PASSWORD, userAgent: "", client };
    const opened = await openSession(ports, from);
    if (!opened.ok) throw new Error(opened.error.code);
    const hash = ports.tokens.hash(opened.value.sessionSecret);
    const session = await ports.accounts.findLiveSession(hash, sessionTimes(ports.clock.now()));
    return { ...team.owner, sessionId: session?.id ?? "" } as Actor;
  }
  const actor = await signIn(userId);
  const old = new Date("2026-01-01T00:00:00Z");
  const setOld = () =>
    database.prisma.session.updateMany({ where: { userId }, data: { confirmedAt: old } });
  await setOld();
  const confirmedAt = ({ sessionId } = actor) => ports.confirmations.findAt(sessionId);
  return { ...team, ports, actor, old, setOld, signIn, confirmedAt };
}

describe("That it is them", () => {
  test("is known of who has just signed in, and shown by the password after that", async () => {
    const s = await open();
    expect(await s.confirmedAt()).toEqual(s.old);
    expect(await confirmSelf(s.ports, s.actor, "something else")).toEqual({
      ...{ ok: false, error: { code: "wrong_password" } },
    });
    expect(await s.confirmedAt()).toEqual(s.old);
    expect(await confirmSelf(s.ports, s.actor, PASSWORD)).toEqual({ ok: true, value: null });
    expect(await s.confirmedAt()).toEqual(s.clock.now());
    const begun = Date.now();
    const later = await s.signIn("another place");
    expect((await s.confirmedAt(later))?.getTime()).toBeGreaterThanOrEqual(begun - 60_000);
  });

  test("counts for this session alone, and for none that has ended", async () => {
    const s = await open();
    const other = await s.signIn("another place");
    await s.setOld();
    await confirmSelf(s.ports, s.actor, PASSWORD);
    expect(await s.confirmedAt(other)).toEqual(s.old);
    await database.prisma.session.update({
      where: { id: other.sessionId },
      data: { revokedAt: s.clock.now() },
    });
    await confirmSelf(s.ports, other, PASSWORD);
    expect(await s.confirmedAt(other)).toBeNull();
    // Nobody confirms the session of another person.
    const stranger = await open();
    await confirmSelf(
      stranger.ports,
      { ...stranger.actor, sessionId: s.actor.sessionId },
      PASSWORD,
    );
    await s.setOld();
    await confirmSelf(
      stranger.ports,
      { ...stranger.actor, sessionId: s.actor.sessionId },
      PASSWORD,
    );
    expect(await s.confirmedAt()).toEqual(s.old);
  });

  test("is shown by a code where there is a second factor: the password is not enough", async () => {
    const s = await open();
    const begun = await beginFactor(s.ports, s.actor, { password: PASSWORD });
    if (!begun.ok) throw new Error(begun.error.code);
    const code = () => authenticatorCode(begun.value.secret, s.clock.now());
    // One that is only begun is none yet.
    expect(await confirmSelf(s.ports, s.actor, PASSWORD)).toMatchObject({ ok: true });
    await confirmFactor(s.ports, s.actor, code());
    s.clock.advance(30_000);
    await s.setOld();
    const wrong = { ok: false, error: { code: "wrong_code" } };
    expect(await confirmSelf(s.ports, s.actor, PASSWORD)).toEqual(wrong);
    expect(await s.confirmedAt()).toEqual(s.old);
    const used = code();
    expect(await confirmSelf(s.ports, s.actor, used)).toMatchObject({ ok: true });
    // And no code twice.
    expect(await confirmSelf(s.ports, s.actor, used)).toEqual(wrong);
  });

  test("is tried ten times, then once a minute, whatever is typed", async () => {
    const s = await open();
    for (let count = 0; count < 10; count++)
      expect(await confirmSelf(s.ports, s.actor, "guess")).toMatchObject({
        error: { code: "wrong_password" },
      });
    expect(await confirmSelf(s.ports, s.actor, PASSWORD)).toEqual({
      ...{ ok: false, error: { code: "too_many_tries", waitSeconds: 60 } },
    });
    expect(s.audited.at(-1)).toMatchObject({
      ...{ action: "confirmation.refused", facts: { code: "too_many_tries" } },
    });
    s.clock.advance(60_000);
    expect(await confirmSelf(s.ports, s.actor, PASSWORD)).toMatchObject({ ok: true });
  });
});
