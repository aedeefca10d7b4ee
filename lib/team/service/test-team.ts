import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { memoryConfirmations } from "@/lib/adapters/memory/memory-confirmations";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createIdentityRepository } from "@/lib/adapters/prisma/identity-repository";
import { createPasskeyRepository } from "@/lib/adapters/prisma/passkey-repository";
import { createPeopleRepository } from "@/lib/adapters/prisma/people-repository";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createSecondFactorRepository } from "@/lib/adapters/prisma/second-factor-repository";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { factorCodes } from "@/lib/adapters/secrets/factor-codes";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { createVault } from "@/lib/adapters/secrets/vault";
import { createPasskeyCeremonies } from "@/lib/adapters/webauthn/passkey-ceremonies";
import type { AccessEvent } from "@/lib/ports/access-log";
import { type Actor, type Role, wholeTeam } from "@/lib/shared/actor";
import { acceptInvitation } from "@/lib/team/service/door";
import { invite } from "@/lib/team/service/invitations";
import { listPeople } from "@/lib/team/service/people";

export const TEST_ORIGIN = "https://studio.example.com";

/** A team with an owner, and what its people do. */
export async function createTestTeam({
  prisma,
}: Pick<Awaited<ReturnType<typeof createTestDatabase>>, "prisma">) {
  const clock = memoryClock();
  const audited: AccessEvent[] = [];
  const ports = {
    clock,
    tokens,
    accounts: createAccountRepository(prisma),
    audit: createAuditLog(prisma, clock),
    access: { note: (event: AccessEvent) => void audited.push(event) },
    confirmations: memoryConfirmations(clock),
    database: createPrismaDatabase(prisma),
    people: createPeopleRepository(prisma),
    identities: createIdentityRepository(prisma),
    passkeys: createPasskeyRepository(prisma),
    passkeyCeremonies: createPasskeyCeremonies(TEST_ORIGIN),
    secondFactors: createSecondFactorRepository(prisma),
    factorCodes,
    vault: createVault(() => [Buffer.alloc(32, 7)]),
    throttle: createThrottle(prisma),
    // What is slow about them is tested elsewhere.
    passwords: {
      hash: async (password: string) => `hash of ${password}`,
      verify: async (password: string, stored: string | null) => stored === `hash of ${password}`,
    },
  };
  const teamId = crypto.randomUUID();
  await prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "Europe/Oslo" } });
  await prisma.project.create({
    data: { id: crypto.randomUUID(), teamId, name: "Autumn", code: "AK" },
  });

  async function addPerson(name: string, role: Role): Promise<Actor> {
    const id = crypto.randomUUID();
    const email = `${name.toLowerCase()}-${id}@example.com`;
    const passwordHash = "hash of a sentence that works well";
    await prisma.user.create({ data: { id, email, name, passwordHash } });
    await prisma.membership.create({ data: { userId: id, teamId, role } });
    return { userId: id, ...wholeTeam(teamId), role, sessionId: "session" } as Actor;
  }

  async function tokenFor(actor: Actor, email: string, role: Role): Promise<string> {
    const invited = await invite(ports, actor, { email, role });
    if (!invited.ok) throw new Error(invited.error.code);
    return invited.value.token;
  }

  const accept = (token: string, name = "Lin") =>
    acceptInvitation(ports, { token, name, password: "a sentence that works well" });

  async function peopleOf(actor: Actor) {
    const listed = await listPeople(ports, actor);
    if (!listed.ok) throw new Error(listed.error.code);
    return listed.value;
  }
  const rolesOf = async (actor: Actor) =>
    (await peopleOf(actor)).members.map(({ name, role }) => `${name} ${role}`);

  const owner = await addPerson("Marta", "owner");
  return {
    ...{ ports, clock, audited, owner, teamId },
    addPerson,
    tokenFor,
    accept,
    peopleOf,
    rolesOf,
  };
}
