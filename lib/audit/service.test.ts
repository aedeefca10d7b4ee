import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  closeSession,
  findSession,
  issueSetupToken,
  openSession,
  setUpStudio,
} from "@/lib/account/service";
import { beginConnection, disconnect, finishConnection } from "@/lib/account/service/connections";
import { enterByService } from "@/lib/account/service/enter-by-service";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/account/service/passkeys";
import {
  changePassword,
  closeDevice,
  closeOtherDevices,
  renameSelf,
  resetPassword,
} from "@/lib/account/service/profile";
import { beginProof } from "@/lib/account/service/prove";
import {
  beginFactor,
  confirmFactor,
  removeFactor,
  renewRecoveryCodes,
} from "@/lib/account/service/second-factor";
import { authenticatorCode } from "@/lib/account/service/test-authenticator";
import { testDevice } from "@/lib/account/service/test-device";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { makeToken, revokeToken } from "@/lib/api-token/service";
import { AUDIT_ACTIONS, type AuditAction } from "@/lib/audit/schema/facts";
import { exportLog, listLog, listLogPeople } from "@/lib/audit/service";
import {
  madeTokens,
  ORIGIN,
  openTestLog,
  SECRETS,
  type TestLog,
  VISIT,
} from "@/lib/audit/service/test-deeds";
import { erasePictures } from "@/lib/bin/service";
import {
  createCollection,
  removeCollection,
  restoreCollection,
} from "@/lib/collection/service/collections";
import { addModel, changeModel, removeModel } from "@/lib/custom-model/service";
import {
  addKey,
  changeKey,
  removeKey,
  replaceSecret,
  switchKey,
} from "@/lib/gateway-key/service/keys";
import { chooseKey } from "@/lib/gateway-key/service/serving";
import { binPictures } from "@/lib/library/service/change";
import { setBudget } from "@/lib/money/service/ledger";
import { setPrice } from "@/lib/money/service/prices";
import { createProject, renameProject } from "@/lib/project/service";
import { setOpenness } from "@/lib/project/service/openness";
import { pauseByPerson, pauseSending, resumeByPerson } from "@/lib/sending/service/pause";
import { LOG_WORDS } from "@/lib/server/log-words";
import type { Actor } from "@/lib/shared/actor";
import { freeStorage } from "@/lib/storage/service";
import type { TakeoutOrder } from "@/lib/takeout/schema";
import { beginTakeout } from "@/lib/takeout/service/begin";
import { acceptInvitation } from "@/lib/team/service/door";
import { requireFactor, resetFactor } from "@/lib/team/service/factor";
import { invite, renewInvitation, revokeInvitation } from "@/lib/team/service/invitations";
import { changeRole, removePerson } from "@/lib/team/service/people";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
const openLog = () => openTestLog(database);

const MODEL = {
  ...{ label: "House style", aspectRatios: ["1:1"], resolutions: ["2K"], defaultResolution: "2K" },
  ...{ resolutionPlaces: [], referenceImageCountMax: 0, promptLengthMax: null, optionFields: [] },
  ...{ priceMicroUsd: 240_000, note: "" },
} as const;
const ORDER: TakeoutOrder = {
  form: { kind: "original" },
  names: { pattern: "{code}", letters: "any" },
  ...{ provenance: null, language: "en" },
};

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

const browser = { client: VISIT.address, userAgent: VISIT.userAgent };
const signIn = ({ ports, email }: TestLog, password = SECRETS.password) =>
  openSession(ports, { email, password, ...browser });

async function project({ ports, owner }: TestLog) {
  return value(await createProject(ports, owner, { name: "Winter", code: "WI" })).id;
}

async function apiToken({ ports, owner }: TestLog) {
  const asked = { label: "Nightly banners", scopes: ["usage", "read"], days: "30" } as const;
  const { id, token } = value(
    await makeToken(ports, owner, { ...asked, scopes: [...asked.scopes] }),
  );
  madeTokens.push(token);
  return id;
}

async function invited({ ports, owner }: TestLog, email: string) {
  return value(await invite(ports, owner, { email, role: "designer" }));
}
const accepted = ({ ports }: TestLog, token: string) =>
  acceptInvitation(ports, { token, name: "Lin", password: SECRETS.password }, VISIT);

async function sessionOf({ ports }: TestLog, secret: string) {
  return (await findSession(ports, secret))?.id ?? "";
}

async function withSession(log: TestLog): Promise<Actor> {
  const { sessionSecret } = value(await signIn(log));
  return { ...log.owner, sessionId: await sessionOf(log, sessionSecret) } as Actor;
}

/** The owner, with an app on their phone. */
async function withFactor(log: TestLog) {
  const { ports } = log;
  const actor = await withSession(log);
  const { secret } = value(await beginFactor(ports, actor, { password: SECRETS.password }));
  const code = () => authenticatorCode(secret, ports.clock.now());
  const { recoveryCodes } = value(await confirmFactor(ports, actor, code()));
  madeTokens.push(secret, ...recoveryCodes);
  // Its code was taken.
  ports.clock.advance(30_000);
  return { actor, proof: () => ({ password: SECRETS.password, code: code() }) };
}

/** The owner, with a key in their laptop. */
async function withPasskey(log: TestLog) {
  const { ports } = log;
  const actor = await withSession(log);
  const device = testDevice(ORIGIN);
  const asked = value(await beginPasskey(ports, actor, { password: SECRETS.password }));
  ports.clock.advance(1_000);
  const answer = device.make(asked);
  const { recoveryCodes } = value(await addPasskey(ports, actor, { label: "My laptop", answer }));
  madeTokens.push(...(recoveryCodes ?? []));
  return { actor, device };
}

const claims = (subject: string) => ({
  ...({ service: "oidc", issuer: "https://login.example", subject, name: "Kim" } as const),
  verifiedEmail: `${subject}@studio.example`,
});

/** The owner, who signs in with Acme too. */
async function withService(log: TestLog) {
  const { ports, teamId } = log;
  const actor = await withSession(log);
  ports.clock.advance(1_000);
  const proof = { password: SECRETS.password };
  value(await beginConnection(ports, actor, { service: "oidc", proof }));
  await finishConnection(ports, actor, { claims: claims(teamId), name: "Acme" });
  return actor;
}

async function lin(log: TestLog) {
  const email = `lin-${log.teamId}@example.com`.toLowerCase();
  await accepted(log, (await invited(log, email)).token);
  const { id } = await database.prisma.user.findUniqueOrThrow({ where: { email } });
  return { id, email };
}

async function picture(log: TestLog) {
  const id = await log.addPicture("a bottle");
  await database.prisma.variant.updateMany({
    where: { image: { id } },
    data: { status: "succeeded", endedAt: new Date() },
  });
  return id;
}

async function model({ ports, owner }: TestLog) {
  value(await addModel(ports, owner, { modelId: "house-1", facts: { ...MODEL } as never }));
  const where = { teamId: owner.teamId };
  return (await database.prisma.customModel.findFirstOrThrow({ where })).id;
}

async function collection({ ports, owner }: TestLog) {
  const made = await createCollection(ports, owner, { name: "Hero shots", search: null });
  return value(made).id;
}

const KEY = { label: "Studio A", baseUrl: "https://gateway.example", group: "default" } as const;
const KEY_SECRETS = ["sk-first-of-this-test-abcd", "sk-second-of-this-test-efgh"] as const;

async function key({ ports, owner }: TestLog) {
  madeTokens.push(...KEY_SECRETS);
  const added = await addKey(ports, owner, { ...KEY, secret: KEY_SECRETS[0] });
  ports.clock.advance(1_000);
  return value(added).id;
}
const keyObject = { kind: "gateway_key", label: KEY.label } as const;

type Deed = (log: TestLog) => Promise<unknown>;
type Said = Partial<Awaited<ReturnType<TestLog["rows"]>>[number]>;

const person = (label: string) => ({ kind: "person", label }) as const;

/** Every deed, and what the newest row says after it. */
const DEEDS: Record<AuditAction, { deed: Deed; said?: Said }> = {
  team_made: { deed: async () => undefined },
  signed_in: { deed: signIn, said: { object: null } },
  sign_in_failed: {
    deed: (log) => signIn(log, "wrong"),
    said: { by: "visitor", person: null, object: person("Designer") },
  },
  signed_out: { deed: async (log) => closeSession(log.ports, await withSession(log)) },
  password_changed: {
    deed: (log) =>
      changePassword(log.ports, log.owner, {
        current: SECRETS.password,
        next: SECRETS.newPassword,
      }),
  },
  password_reset: {
    deed: ({ ports, email }) => resetPassword(ports, email),
    said: { by: "operator", person: null, address: null, object: person("Designer") },
  },
  device_signed_out: {
    deed: async (log) => {
      const { sessionId } = await withSession(log);
      return closeDevice(log.ports, log.owner, sessionId);
    },
    said: { object: { kind: "session", label: "Chrome, macOS" } },
  },
  other_devices_signed_out: {
    deed: async (log) => {
      await signIn(log);
      return closeOtherDevices(log.ports, log.owner);
    },
  },
  second_factor_added: { deed: withFactor, said: { object: null } },
  second_factor_removed: {
    deed: async (log) => {
      const { actor, proof } = await withFactor(log);
      return removeFactor(log.ports, actor, proof());
    },
  },
  passkey_added: {
    deed: withPasskey,
    said: { object: { kind: "passkey", label: "My laptop" } },
  },
  passkey_removed: {
    deed: async (log) => {
      const { ports } = log;
      const { actor, device } = await withPasskey(log);
      const [passkey] = await ports.passkeys.list(actor.userId);
      const proof = { passkey: device.sign(value(await beginProof(ports, actor))) };
      ports.clock.advance(1_000);
      return removePasskey(ports, actor, { passkeyId: passkey?.id ?? "", proof });
    },
    said: { object: { kind: "passkey", label: "My laptop" } },
  },
  service_connected: {
    deed: withService,
    said: { object: { kind: "service", label: "Acme" } },
  },
  service_disconnected: {
    deed: async (log) => {
      const { ports } = log;
      const actor = await withService(log);
      ports.clock.advance(1_000);
      const proof = { password: SECRETS.password };
      return disconnect(ports, actor, { service: "oidc", name: "Acme", proof });
    },
    said: { object: { kind: "service", label: "Acme" } },
  },
  recovery_codes_renewed: {
    deed: async (log) => {
      const { actor, proof } = await withFactor(log);
      const renewed = value(await renewRecoveryCodes(log.ports, actor, proof()));
      madeTokens.push(...renewed.recoveryCodes);
    },
  },
  second_factor_reset: {
    deed: async (log) => {
      const { id: userId } = await lin(log);
      const now = log.ports.clock.now();
      const data = { userId, secret: "-", createdAt: now, confirmedAt: now };
      await database.prisma.secondFactor.create({ data });
      log.ports.clock.advance(1_000);
      return resetFactor(log.ports, log.owner, userId);
    },
    said: { object: person("Lin") },
  },
  second_factor_demanded: {
    deed: async (log) => requireFactor(log.ports, (await withFactor(log)).actor, true),
    said: { object: null },
  },
  second_factor_not_demanded: {
    deed: async (log) => {
      const { actor } = await withFactor(log);
      await requireFactor(log.ports, actor, true);
      log.ports.clock.advance(1_000);
      // Twice is once.
      await requireFactor(log.ports, actor, false);
      return requireFactor(log.ports, actor, false);
    },
  },
  person_renamed: {
    deed: ({ ports, owner }) => renameSelf(ports, owner, "Ada"),
    said: { before: { name: "Designer" }, after: { name: "Ada" }, object: person("Ada") },
  },
  invitation_made: {
    deed: (log) => invited(log, "made@example.com"),
    said: {
      after: { role: "designer" },
      object: { kind: "invitation", label: "made@example.com" },
    },
  },
  invitation_renewed: {
    deed: async (log) => {
      const { id } = await invited(log, "renewed@example.com");
      log.ports.clock.advance(1_000);
      return renewInvitation(log.ports, log.owner, id);
    },
  },
  invitation_revoked: {
    deed: async (log) => {
      const { id } = await invited(log, "revoked@example.com");
      log.ports.clock.advance(1_000);
      return revokeInvitation(log.ports, log.owner, id);
    },
    said: { before: { role: "designer" } },
  },
  invitation_accepted: { deed: lin, said: { after: { role: "designer" } } },
  person_readmitted: {
    deed: async (log) => {
      const { id, email } = await lin(log);
      value(await removePerson(log.ports, log.owner, id));
      return accepted(log, (await invited(log, email)).token);
    },
  },
  person_signed_up: {
    deed: async ({ ports, teamId }) => {
      await database.prisma.team.update({
        where: { id: teamId },
        data: { createdAt: new Date(0) },
      });
      const signUp = { domains: ["studio.example"], role: "designer" as const };
      return enterByService(ports, claims(teamId), { signUp, visit: VISIT });
    },
    // Coming in is the row after it.
    said: { action: "signed_in" },
  },
  role_changed: {
    deed: async (log) =>
      changeRole(log.ports, log.owner, { personId: (await lin(log)).id, role: "reviewer" }),
    said: {
      ...{ before: { role: "designer" }, after: { role: "reviewer" }, object: person("Lin") },
    },
  },
  person_removed: {
    deed: async (log) => removePerson(log.ports, log.owner, (await lin(log)).id),
    said: { before: { role: "designer" }, object: person("Lin") },
  },
  project_made: {
    deed: ({ ports, owner }) => createProject(ports, owner, { name: "Winter", code: "WI" }),
    said: { after: { name: "Winter", code: "WI" }, object: { kind: "project", label: "Winter" } },
  },
  project_renamed: {
    deed: ({ ports, owner, studio: { projectId } }) =>
      renameProject(ports, owner, { projectId, name: "Spring" }),
    said: { before: { name: "Autumn KV" }, after: { name: "Spring" } },
  },
  project_closed: {
    deed: async (log) => {
      const projectId = await project(log);
      return setOpenness(log.ports, log.owner, {
        ...{ projectId, isClosed: true, memberIds: [(await lin(log)).id] },
      });
    },
    said: { after: { people: "Lin" }, object: { kind: "project", label: "Winter" } },
  },
  project_people_changed: {
    deed: async (log) => {
      const change = { projectId: await project(log), isClosed: true };
      await setOpenness(log.ports, log.owner, { ...change, memberIds: [] });
      const memberIds = [(await lin(log)).id];
      return setOpenness(log.ports, log.owner, { ...change, memberIds });
    },
    said: { before: { people: "" }, after: { people: "Lin" } },
  },
  project_opened: {
    deed: async (log) => {
      const change = { projectId: await project(log), memberIds: [] };
      await setOpenness(log.ports, log.owner, { ...change, isClosed: true });
      return setOpenness(log.ports, log.owner, { ...change, isClosed: false });
    },
    said: { before: { people: "" }, object: { kind: "project", label: "Winter" } },
  },
  collection_removed: {
    deed: async (log) => removeCollection(log.ports, log.owner, await collection(log)),
    said: { object: { kind: "collection", label: "Hero shots" } },
  },
  collection_restored: {
    deed: async (log) => {
      const id = await collection(log);
      await removeCollection(log.ports, log.owner, id);
      log.ports.clock.advance(1_000);
      return restoreCollection(log.ports, log.owner, id);
    },
  },
  pictures_erased: {
    deed: async (log) => {
      const imageIds = [await picture(log)];
      await binPictures(log.ports, log.owner, imageIds);
      return erasePictures(log.ports, log.owner, { imageIds });
    },
    said: { after: { count: 1 }, object: { kind: "pictures", label: "AK-0301-01/1" } },
  },
  storage_freed: {
    deed: async ({ ports, owner: { teamId, userId: personId } }) => {
      const check = { id: ports.clock.newId(), teamId, personId, kind: "free" } as const;
      const at = { askedAt: ports.clock.now() };
      await ports.database.transaction((tx) => ports.storageUses.addCheck(tx, { ...check, ...at }));
      return freeStorage(ports, check.id);
    },
    said: { after: { count: 0, sizeBytes: 0 }, address: null },
  },
  takeout_begun: {
    deed: async (log) => {
      const imageIds = [await picture(log), await picture(log)];
      return beginTakeout(log.ports, log.owner, { imageIds, order: ORDER });
    },
    said: { after: { count: 2 } },
  },
  sending_paused: {
    deed: ({ ports, owner }) => pauseByPerson(ports, owner, "A wrong price"),
    said: { after: { reason: "A wrong price" } },
  },
  sending_resumed: {
    deed: async ({ ports, owner }) => {
      await pauseByPerson(ports, owner, "A wrong price");
      ports.clock.advance(1_000);
      return resumeByPerson(ports, owner);
    },
    said: { before: { reason: "A wrong price" } },
  },
  model_added: {
    deed: model,
    said: {
      after: { label: "House style", priceMicroUsd: 240_000 },
      object: { kind: "model", label: "house-1" },
    },
  },
  model_changed: {
    deed: async (log) => {
      const rowId = await model(log);
      log.ports.clock.advance(1_000);
      const facts = { ...MODEL, priceMicroUsd: 300_000 } as never;
      return changeModel(log.ports, log.owner, { rowId, facts });
    },
    said: {
      before: { label: "House style", priceMicroUsd: 240_000 },
      after: { label: "House style", priceMicroUsd: 300_000 },
    },
  },
  model_removed: {
    deed: async (log) => {
      const rowId = await model(log);
      log.ports.clock.advance(1_000);
      return removeModel(log.ports, log.owner, rowId);
    },
  },
  key_added: {
    deed: key,
    said: {
      object: keyObject,
      after: {
        ...{ label: KEY.label, baseUrl: KEY.baseUrl, accountGroup: "default", lastFour: "abcd" },
      },
    },
  },
  key_changed: {
    deed: async (log) => {
      const keyId = await key(log);
      return changeKey(log.ports, log.owner, { ...KEY, keyId, label: "Studio B", group: "vip" });
    },
    said: {
      object: { kind: "gateway_key", label: "Studio B" },
      before: { label: "Studio A", baseUrl: KEY.baseUrl, accountGroup: "default" },
      after: { label: "Studio B", baseUrl: KEY.baseUrl, accountGroup: "vip" },
    },
  },
  key_replaced: {
    deed: async (log) => {
      const keyId = await key(log);
      return replaceSecret(log.ports, log.owner, { keyId, secret: KEY_SECRETS[1] });
    },
    said: { object: keyObject, before: { lastFour: "abcd" }, after: { lastFour: "efgh" } },
  },
  key_switched_off: {
    deed: async (log) => {
      const keyId = await key(log);
      // Twice is once.
      await switchKey(log.ports, log.owner, { keyId, isEnabled: false });
      return switchKey(log.ports, log.owner, { keyId, isEnabled: false });
    },
    said: { object: keyObject },
  },
  key_switched_on: {
    deed: async (log) => {
      const keyId = await key(log);
      await switchKey(log.ports, log.owner, { keyId, isEnabled: false });
      log.ports.clock.advance(1_000);
      return switchKey(log.ports, log.owner, { keyId, isEnabled: true });
    },
    said: { object: keyObject },
  },
  key_removed: {
    deed: async (log) => removeKey(log.ports, log.owner, await key(log)),
    said: { object: keyObject, before: { lastFour: "abcd", label: "Studio A" } as object },
  },
  key_chosen: {
    deed: async (log) => {
      const choice = { projectId: log.studio.projectId, keyId: await key(log) };
      // Twice is once.
      await chooseKey(log.ports, log.owner, choice);
      return chooseKey(log.ports, log.owner, choice);
    },
    said: {
      object: { kind: "project", label: "Autumn KV" },
      ...{ before: { key: null }, after: { key: "Studio A" } },
    },
  },
  price_set: {
    deed: ({ ports }) =>
      setPrice(ports, {
        ...{ model: "gemini-3-pro-image-preview-4k", resolution: "4K", priceMicroUsd: 310_000 },
        ...{ source: "the operator", readOn: "2026-11-27" },
      }),
    said: { by: "operator", after: { priceMicroUsd: 310_000 } },
  },
  budget_set: {
    deed: ({ ports, teamId }) =>
      setBudget(
        ports,
        {
          ...{ teamId, scope: "team", scopeId: teamId, month: "2026-03", isSandbox: false },
          name: "Halden",
        },
        50_000_000,
      ),
    said: {
      ...{ by: "operator", before: { capMicroUsd: null }, after: { capMicroUsd: 50_000_000 } },
      object: { kind: "budget", label: "Halden" },
    },
  },
  api_token_made: {
    deed: apiToken,
    said: {
      after: { scopes: "read, usage" },
      object: { kind: "api_token", label: "Nightly banners" },
    },
  },
  api_token_revoked: {
    deed: async (log) => {
      const tokenId = await apiToken(log);
      log.ports.clock.advance(1_000);
      return revokeToken(log.ports, log.owner, tokenId);
    },
    said: { before: { scopes: "read, usage" } },
  },
  log_exported: {
    deed: ({ ports, owner }) => exportLog(ports, owner, { search: {}, words: WORDS }),
  },
};

const WORDS = LOG_WORDS.en;

describe("A deed leaves a row that says who, what and from where", () => {
  const deeds = Object.entries(DEEDS).filter(([action]) => action !== "team_made");
  test.each(deeds)("%s", async (action, { deed, said }) => {
    const log = await openLog();
    await deed(log);
    const [row] = await log.rows();
    expect(row).toMatchObject({
      ...{ action, by: "person", address: VISIT.address, userAgent: VISIT.userAgent },
      ...(said?.by === "operator" && { address: null, userAgent: null }),
      ...(said?.address === null && { userAgent: null }),
      ...said,
    });
    // What the deeds before it have left is theirs.
    expect((await log.actions()).filter((each) => each === action)).toHaveLength(1);
    await resumeByPerson(log.ports, log.owner);
  });

  test("team_made, by whoever has the link", async () => {
    const other = await createTestDatabase();
    const log = await openTestLog(other);
    await other.prisma.membership.deleteMany();
    const token = await issueSetupToken(log.ports, null);
    const input = { teamName: "Halden", projectName: "Autumn", name: "Ada", timeZone: "UTC" };
    const email = "ada@example.com";
    await setUpStudio(
      log.ports,
      { ...input, email, token: token ?? "", password: SECRETS.password },
      VISIT,
    );
    const row = await other.prisma.auditEvent.findFirstOrThrow({ where: { action: "team_made" } });
    expect(row).toMatchObject({ by: "person", objectLabel: "Halden", address: VISIT.address });
    await other.drop();
  });

  test("and none has a secret in it, nor anything that its action may not say", async () => {
    const rows = await database.prisma.auditEvent.findMany();
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(AUDIT_ACTIONS.filter((action) => action !== "team_made")),
    );
    const told = JSON.stringify(rows);
    expect(madeTokens.length).toBeGreaterThan(10);
    for (const secret of [...Object.values(SECRETS), ...madeTokens])
      expect(told).not.toContain(secret);
    expect(told).not.toMatch(/hash of|secretHash|passwordHash|sk-|\/invitation#/);
  });

  test("also where a verb hands in more than its action may say", async () => {
    const log = await openLog();
    const { teamId } = log;
    const after = { role: "admin", password: SECRETS.password } as object;
    await log.ports.database.transaction((tx) =>
      log.ports.audit.record(tx, {
        ...{ teamId, author: { by: "operator" }, action: "role_changed", after },
        at: log.ports.clock.now(),
      }),
    );
    expect((await log.rows())[0]?.after).toEqual({ role: "admin" });
  });
});

describe("No row is left", () => {
  test("by a deed that was undone", async () => {
    const log = await openLog();
    const project = { name: "Winter", code: "AK" };
    expect(await createProject(log.ports, log.owner, project)).toMatchObject({
      error: { code: "code_taken" },
    });
    const failing = {
      ...log.ports.audit,
      async record(...given: Parameters<TestLog["ports"]["audit"]["record"]>) {
        await log.ports.audit.record(...given);
        throw new Error("The power went");
      },
    };
    const ports = { ...log.ports, audit: failing };
    await expect(renameSelf(ports, log.owner, "Ada")).rejects.toThrow("The power went");
    await expect(pauseByPerson(ports, log.owner, "")).rejects.toThrow("The power went");
    expect(await log.rows()).toEqual([]);
    expect(await log.ports.sending.findPause()).toBeNull();
  });

  test("by what is refused, or changes nothing", async () => {
    const log = await openLog();
    const designer = log.as("designer");
    await renameSelf(log.ports, log.owner, "Designer");
    await pauseByPerson(log.ports, designer, "");
    await createProject(log.ports, log.as("reviewer"), { name: "Winter", code: "WI" });
    await addModel(log.ports, designer, { modelId: "x", facts: MODEL as never });
    await resumeByPerson(log.ports, log.owner);
    await closeOtherDevices(log.ports, log.owner);
    await removeCollection(log.ports, log.owner, log.ports.clock.newId());
    const order = { imageIds: [await picture(log)], order: ORDER };
    value(await beginTakeout(log.ports, log.owner, order));
    expect(await log.rows()).toEqual([]);
  });

  test("by an address that nobody has, and no more than a few by who guesses", async () => {
    const log = await openLog();
    const guess = (email: string, client: string) =>
      openSession(log.ports, { email, password: "guess", client, userAgent: "curl" });
    for (let count = 0; count < 30; count++) {
      await guess(log.email, `203.0.113.${count}`);
      await guess("nobody@example.com", `203.0.113.${count}`);
    }
    expect(await log.actions()).toEqual(Array(10).fill("sign_in_failed"));
    log.ports.clock.advance(60 * 60_000);
    await guess(log.email, "203.0.113.99");
    expect(await log.rows()).toHaveLength(11);
  });
});

describe("Whoever reads the log", () => {
  test("is an owner or an admin", async () => {
    const log = await openLog();
    const page = { search: {}, after: null };
    for (const role of ["owner", "admin"] as const)
      expect((await listLog(log.ports, log.as(role), page)).ok).toBe(true);
    for (const role of ["designer", "reviewer"] as const) {
      const refused = { ok: false, error: { code: "not_allowed" } };
      const actor = log.as(role);
      expect(await listLog(log.ports, actor, page)).toEqual(refused);
      expect(await listLogPeople(log.ports, actor)).toEqual(refused);
      expect(await exportLog(log.ports, actor, { search: {}, words: WORDS })).toEqual(refused);
    }
    expect(await log.rows()).toEqual([]);
  });

  test("never sees another team's rows or people, but what the operator does to all", async () => {
    const [one, other] = [await openLog(), await openLog()];
    await renameSelf(one.ports, one.owner, "Ada");
    await pauseSending(one.ports, { by: "the operator", reason: "" }, { by: "operator" });
    await resumeByPerson(one.ports, one.owner);
    expect(await other.actions()).toEqual(["sending_paused"]);
    expect(await other.actions({ who: one.owner.userId })).toEqual([]);
    expect(value(await listLogPeople(other.ports, other.owner))).toEqual([
      { id: other.owner.userId, name: "Designer" },
    ]);
  });

  test("finds by person, action, name of the object and time, page by page", async () => {
    const log = await openLog();
    const { ports, owner } = log;
    const guest = await lin(log);
    ports.clock.advance(60_000);
    const moment = ports.clock.now().toISOString();
    await changeRole(ports, owner, { personId: guest.id, role: "reviewer" });
    await createProject(ports, owner, { name: "100% wool_1", code: "WO" });
    expect(await log.actions({ who: guest.id })).toEqual(["role_changed", "invitation_accepted"]);
    expect(await log.actions({ action: "project_made" })).toEqual(["project_made"]);
    expect(await log.actions({ q: "WOOL" })).toEqual(["project_made"]);
    expect(await log.actions({ q: "100% wool_" })).toEqual(["project_made"]);
    expect(await log.actions({ q: "100%wool" })).toEqual([]);
    expect(await log.actions({ q: "_" })).toEqual(["project_made"]);
    expect(await log.actions({ from: moment })).toEqual(["project_made", "role_changed"]);
    expect(await log.actions({ until: moment })).toEqual([
      "invitation_accepted",
      "invitation_made",
    ]);
    expect(await log.actions({ who: "operator" })).toEqual([]);

    for (let count = 0; count < 60; count++) await renameSelf(ports, owner, `Name ${count}`);
    const first = value(await listLog(ports, owner, { search: {}, after: null }));
    const second = value(await listLog(ports, owner, { search: {}, after: first.next }));
    expect([first.records.length, second.records.length, second.next]).toEqual([50, 14, null]);
    const ids = [...first.records, ...second.records].map(({ id }) => id);
    expect(new Set(ids).size).toBe(64);
  });

  test("C03: takes out what is found, in which Excel reckons nothing; the export itself is on record", async () => {
    const log = await openLog();
    await createProject(log.ports, log.owner, { name: "=1+1", code: "EQ" });
    for (let count = 0; count < 501; count++) await renameSelf(log.ports, log.owner, `N ${count}`);
    log.ports.clock.advance(1_000);
    const made = async (search = {}) => {
      const parts = value(await exportLog(log.ports, log.owner, { search, words: WORDS }));
      return text(Readable.from(parts));
    };
    const csv = await made({ action: "project_made" });
    expect(csv).toContain(",'=1+1,");
    expect(parse(csv, { bom: true, columns: true })).toEqual([
      {
        ...{ "Time (UTC)": "2026-03-01T09:00:00.000Z", Who: "N 500", What: "Project made" },
        ...{ Object: "'=1+1", Before: "", After: "Name: =1+1; Code: EQ" },
        ...{ Address: VISIT.address, Device: "Chrome, macOS" },
      },
    ]);
    log.ports.clock.advance(1_000);
    const all: string[][] = parse(await made(), { bom: true });
    // The head, the project, the names and the first export.
    expect(all).toHaveLength(1 + 1 + 501 + 1);
    expect((await log.actions({ action: "log_exported" })).length).toBe(2);
  });
});

test("the database takes no row back, changes none and does not empty the log", async () => {
  const log = await openLog();
  await renameSelf(log.ports, log.owner, "Ada");
  const { prisma } = database;
  for (const sql of [
    "truncate audit_event",
    "truncate audit_event cascade",
    "delete from audit_event",
    "update audit_event set address = null",
  ])
    await expect(prisma.$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
  expect(await log.rows()).toHaveLength(1);
});
