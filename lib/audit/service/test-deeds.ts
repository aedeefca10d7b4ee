import { tableWriter } from "@/lib/adapters/csv/table-writer";
import { memoryConfirmations } from "@/lib/adapters/memory/memory-confirmations";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createApiTokenRepository } from "@/lib/adapters/prisma/api-token-repository";
import { createCollectionRepository } from "@/lib/adapters/prisma/collection-repository";
import { createIdentityRepository } from "@/lib/adapters/prisma/identity-repository";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import { createPasskeyRepository } from "@/lib/adapters/prisma/passkey-repository";
import { createPeopleRepository } from "@/lib/adapters/prisma/people-repository";
import { createProjectRepository } from "@/lib/adapters/prisma/project-repository";
import { createSecondFactorRepository } from "@/lib/adapters/prisma/second-factor-repository";
import { createTakeoutRepository } from "@/lib/adapters/prisma/takeout-repository";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { factorCodes } from "@/lib/adapters/secrets/factor-codes";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { createVault } from "@/lib/adapters/secrets/vault";
import { createPasskeyCeremonies } from "@/lib/adapters/webauthn/passkey-ceremonies";
import type { LogSearch } from "@/lib/audit/schema";
import { listLog } from "@/lib/audit/service";
import { openTestLibrary } from "@/lib/library/service/test-library";
import type { Actor, Role, Visit } from "@/lib/shared/actor";

export const VISIT: Visit = {
  address: "203.0.113.9",
  userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/153.0.0.0 Safari/537.36",
};

export const ORIGIN = "https://studio.example.com";

/** What must never be in the log, whoever writes into it. */
export const SECRETS = {
  password: "a sentence that works well",
  newPassword: "another sentence that works",
};

/** Of invitations, sessions, new passwords and second factors. */
export const madeTokens: string[] = [];
const watchedTokens: typeof tokens = {
  ...tokens,
  newToken() {
    const token = tokens.newToken();
    madeTokens.push(token);
    return token;
  },
};

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

/** A team with its owner at a browser, every verb's ports, and its log. */
export async function openTestLog(database: TestDatabase) {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const { prisma } = database;
  const ports = {
    ...studio.ports,
    tokens: watchedTokens,
    tables: tableWriter,
    factorCodes,
    identities: createIdentityRepository(prisma),
    passkeys: createPasskeyRepository(prisma),
    passkeyCeremonies: createPasskeyCeremonies(ORIGIN),
    secondFactors: createSecondFactorRepository(prisma),
    vault: createVault(() => [Buffer.alloc(32, 7)]),
    accounts: createAccountRepository(prisma),
    apiTokens: createApiTokenRepository(prisma),
    access: { note: () => undefined },
    collections: createCollectionRepository(prisma),
    confirmations: memoryConfirmations(studio.ports.clock),
    gatewayAddresses: { check: async (typed: string) => ({ ok: true as const, baseUrl: typed }) },
    library: createLibraryRepository(prisma),
    people: createPeopleRepository(prisma),
    projects: createProjectRepository(prisma),
    takeouts: createTakeoutRepository(prisma),
    throttle: createThrottle(prisma),
    passwords: {
      hash: async (password: string) => `hash of ${password}`,
      verify: async (password: string, stored: string | null) => stored === `hash of ${password}`,
    },
  };
  const { teamId } = studio;
  await prisma.membership.updateMany({ where: { teamId }, data: { role: "owner" } });
  const { email } = await prisma.user.update({
    where: { id: studio.actor.userId },
    data: { passwordHash: `hash of ${SECRETS.password}` },
  });
  const owner = { ...studio.actor, role: "owner", visit: VISIT } as Actor;
  const as = (role: Role) => ({ ...owner, role }) as Actor;

  /** Newest first. */
  async function rows(search: LogSearch = {}, actor = owner) {
    const listed = await listLog(ports, actor, { search, after: null });
    if (!listed.ok) throw new Error(listed.error.code);
    return listed.value.records;
  }
  const actions = async (search: LogSearch = {}) =>
    (await rows(search)).map(({ action }) => action);
  return { ...library, ports, owner, as, email, teamId, rows, actions };
}
export type TestLog = Awaited<ReturnType<typeof openTestLog>>;
