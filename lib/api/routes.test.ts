import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { apiRoutes } from "@/lib/api/routes";
import { OPERATIONS, type Operation, type OperationId } from "@/lib/api/schema/operations";
import type { JsonSchema } from "@/lib/api/service/json-schema";
import { writeReference } from "@/lib/api/service/reference";
import { tokenOf } from "@/lib/api-token/policy/token-form";
import { messages } from "@/lib/i18n/messages";
import { makeTestImage } from "@/lib/media/test-images";
import { getPorts } from "@/lib/server/composition";
import { openTestApi, type TestApi } from "@/lib/server/test-api";
import { signInAs } from "@/lib/server/test-owner";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const codeOf = ({ status, body }: { status: number; body: never }) =>
  `${status} ${(body as { code?: string } | null)?.code ?? ""}`.trim();
const PLACE = "/api/v1/projects";

describe("Who asks", () => {
  test("is a person with a token that works", async () => {
    const { token } = await api.newToken();
    const answer = await api.ask("/api/v1/token", { token });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: "owner", person: { id: api.own.userId } });
    expect(answer.text).not.toContain(token);
  });

  test("A24: is refused with a token that is none, has ended or was taken back", async () => {
    const { token: good } = await api.newToken();
    const expired = await api.newToken({ expiresAt: new Date(Date.now() - 1) });
    const revoked = await api.newToken({ revokedAt: new Date() });
    const cases: [string, string | undefined][] = [
      ["401 token_missing", undefined],
      ["401 token_malformed", `${good.slice(0, -1)}${good.endsWith("a") ? "b" : "a"}`],
      ["401 token_malformed", "sk-something-else"],
      ["401 token_unknown", tokenOf("ab".repeat(32))],
      ["401 token_expired", expired.token],
      ["401 token_revoked", revoked.token],
    ];
    for (const [expected, token] of cases) {
      const answer = await api.ask(PLACE, token ? { token } : {});
      expect(codeOf(answer)).toBe(expected);
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="Maquette"');
      expect((answer.body as { detail: string }).detail).toMatch(/^[A-Z`].{20,}\.$/);
      if (token) expect(answer.text).not.toContain(token.slice(4, 20));
    }
  });

  test("is known to be mistaken without a look into the database", async () => {
    const find = vi.spyOn(getPorts().apiTokens, "find");
    await api.ask(PLACE, { token: `mqt_${"a".repeat(36)}` });
    expect(find).not.toHaveBeenCalled();
    await api.ask(PLACE, { token: tokenOf("cd".repeat(32)) });
    expect(find).toHaveBeenCalledTimes(1);
    find.mockRestore();
  });

  test("never proves it with a cookie, nor is a token good for anything else", async () => {
    const cookie = await signInAs(api.own.userId);
    expect((await api.ask("/api/active", { headers: { cookie } })).status).toBe(200);
    expect(codeOf(await api.ask(PLACE, { headers: { cookie } }))).toBe("401 token_missing");
    const { token } = await api.newToken();
    expect(codeOf(await api.ask("/api/active", { token }))).toBe("401 unauthenticated");
  });

  test("has put no token into the address: it is refused, reported and not repeated", async () => {
    const { token } = await api.newToken();
    for (const query of [`?access_token=${token}`, `?q=%6dqt_${token.slice(4)}`]) {
      const answer = await api.ask(`/api/v1/library${query}`, { token });
      expect(codeOf(answer)).toBe("400 token_in_address");
      expect(answer.text).not.toContain(token.slice(4));
    }
    expect(api.lines.join()).toContain("in an address");
    expect(api.lines.join()).not.toContain(token.slice(4));
  });

  test("does no more than the token says", async () => {
    const { token } = await api.newToken({ scopes: ["usage"] });
    expect((await api.ask("/api/v1/usage", { token })).status).toBe(200);
    expect((await api.ask("/api/v1/token", { token })).status).toBe(200);
    for (const operation of Object.values<Operation>(OPERATIONS)) {
      if (operation.scope === null || operation.scope === "usage") continue;
      const { method, path } = operation;
      const place = path.replace("{id}", api.own.variantId);
      const answer = await api.ask(place, {
        token,
        method,
        ...(method === "POST" && { body: {} }),
      });
      expect(codeOf(answer), place).toBe("403 scope_missing");
      expect((answer.body as { scope: string }).scope).toBe(operation.scope);
    }
  });

  test("does no more than their role, from the moment in which it changes", async () => {
    const userId = api.own.colleagues.designer;
    const { token } = await api.newToken({}, userId);
    const setRole = (role: "designer" | "reviewer") =>
      api.prisma.membership.updateMany({ where: { userId }, data: { role } });
    const image = new Uint8Array(await readFile(await makeTestImage(api.folder, "small.png")));
    const upload = () => api.ask("/api/v1/references", { token, body: image });
    expect((await api.press(token, "role-1")).status).toBe(201);
    expect((await upload()).status).toBe(201);
    await setRole("reviewer");
    expect(codeOf(await api.press(token, "role-2"))).toBe("403 forbidden");
    expect(codeOf(await upload())).toBe("403 forbidden");
    expect((await api.ask(PLACE, { token })).status).toBe(200);
    await setRole("designer");
    expect((await api.press(token, "role-3")).status).toBe(201);
  });

  test("is nobody once they are out of the team, also when they come back", async () => {
    const userId = getPorts().clock.newId();
    const { teamId } = await api.prisma.membership.findFirstOrThrow({
      where: { userId: api.own.userId },
    });
    const email = "gone@example.com";
    await api.prisma.user.create({ data: { id: userId, email, name: "Gone", passwordHash: "-" } });
    const membership = { userId, teamId, role: "designer" as const };
    await api.prisma.membership.create({ data: membership });
    const { token } = await api.newToken({}, userId);
    expect((await api.ask(PLACE, { token })).status).toBe(200);
    await api.prisma.membership.deleteMany({ where: { userId } });
    expect(codeOf(await api.ask(PLACE, { token }))).toBe("401 token_unknown");
    await api.prisma.membership.create({ data: membership });
    expect(codeOf(await api.ask(PLACE, { token }))).toBe("401 token_unknown");
  });

  test("has the second factor that the team demands", async () => {
    const { token } = await api.newToken();
    const require = (requiresSecondFactor: boolean) =>
      api.prisma.team.updateMany({
        where: { memberships: { some: { userId: api.own.userId } } },
        data: { requiresSecondFactor },
      });
    await require(true);
    expect(codeOf(await api.ask(PLACE, { token }))).toBe("401 second_factor_missing");
    await require(false);
    expect((await api.ask(PLACE, { token })).status).toBe(200);
  });

  test("leaves when it was used last, to half a minute", async () => {
    const { id, token } = await api.newToken();
    const used = async () =>
      (await api.prisma.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    expect(await used()).toBeNull();
    await api.ask(PLACE, { token });
    const first = await used();
    expect(first).not.toBeNull();
    await api.ask(PLACE, { token });
    expect(await used()).toEqual(first);
    const before = new Date(Date.now() - 31_000);
    await api.prisma.apiToken.update({ where: { id }, data: { lastUsedAt: before } });
    await api.ask(PLACE, { token });
    expect((await used())?.getTime()).toBeGreaterThan(before.getTime());
  });

  test("keeps a pace, which a restart does not forget", async () => {
    const { token } = await api.newToken();
    const { token: other } = await api.newToken();
    const now = getPorts().clock.now();
    const stop = () => vi.spyOn(getPorts().clock, "now").mockReturnValue(now);
    const clock = stop();
    const asks = Array.from({ length: 70 }, () => api.ask("/api/v1/token", { token }));
    const codes = (await Promise.all(asks)).map(codeOf);
    expect(codes.filter((code) => code === "200")).toHaveLength(60);
    expect(codes.filter((code) => code === "429 too_many_requests")).toHaveLength(10);
    api.restart();
    const restarted = stop();
    const refused = await api.ask("/api/v1/token", { token });
    expect(codeOf(refused)).toBe("429 too_many_requests");
    expect(refused.headers.get("retry-after")).toBe("1");
    // What it may write has a pace of its own, and so has every other token.
    expect((await api.press(token, "pace")).status).toBe(201);
    expect((await api.ask("/api/v1/token", { token: other })).status).toBe(200);
    restarted.mockReturnValue(new Date(now.getTime() + 1_000));
    expect((await api.ask("/api/v1/token", { token })).status).toBe(200);
    clock.mockRestore();
    restarted.mockRestore();
  });

  test("is no other site: nothing lets a browser read an answer or ask for more", async () => {
    const { token } = await api.newToken();
    const headers = { origin: "https://elsewhere.example" };
    const good = await api.ask(PLACE, { token, headers });
    const preflight = await api.ask(PLACE, {
      method: "OPTIONS",
      headers: { ...headers, "access-control-request-method": "GET" },
    });
    expect(codeOf(preflight)).toBe("405 method_not_allowed");
    for (const answer of [good, preflight])
      expect([...answer.headers.keys()].filter((name) => /^access-control/.test(name))).toEqual([]);
  });
});

describe("A press", () => {
  test("makes what the composer would, under the same limits", async () => {
    const { token } = await api.newToken();
    const answer = await api.press(token, "works", {
      ...{ prompt: "A cup {on oak|on slate}", aspectRatio: "3:4", variantCount: 2 },
      references: [{ referenceImageId: api.own.referenceImageId }],
    });
    expect(answer.status, answer.text).toBe(201);
    const { generations } = answer.body as { generations: { id: string; promptAsSent: string }[] };
    expect(generations.map(({ promptAsSent }) => promptAsSent)).toEqual([
      "A cup on oak",
      "A cup on slate",
    ]);
    const rows = await api.prisma.generation.findMany({
      where: { id: { in: generations.map(({ id }) => id) } },
      include: { variants: true, references: true },
    });
    expect(rows.map((row) => [row.authorId, row.variants.length, row.references.length])).toEqual([
      [api.own.userId, 2, 1],
      [api.own.userId, 2, 1],
    ]);
    const ids = rows.flatMap((row) => row.variants.map(({ id }) => id));
    const entries = await api.prisma.ledgerEntry.findMany({ where: { variantId: { in: ids } } });
    expect(entries.map(({ kind }) => kind)).toEqual(Array(4).fill("reserve"));
  });

  test("Q13: is made once, however often it is repeated, and answered the same after a restart", async () => {
    const { token } = await api.newToken();
    const count = () => api.prisma.generation.count({ where: { promptAsTyped: "Once" } });
    const asks = Array.from({ length: 10 }, () => api.press(token, "q13", { prompt: "Once" }));
    const answers = await Promise.all(asks);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    api.restart();
    const { token: anotherOfTheirs } = await api.newToken();
    for (const each of [token, anotherOfTheirs]) {
      const repeat = await api.press(each, "q13", { prompt: "Once" });
      expect(repeat.text).toBe(answers[0]?.text);
      expect(repeat.headers.get("idempotent-replayed")).toBe("true");
    }
    expect(await count()).toBe(1);
  });

  test("Q13: whose answer was lost is answered with what it has made", async () => {
    const { token } = await api.newToken();
    const first = await api.press(token, "lost", { prompt: "Lost" });
    await api.prisma.apiRequest.updateMany({ data: { answer: null } });
    const repeat = await api.press(token, "lost", { prompt: "Lost" });
    const idOf = (answer: { body: never }) =>
      (answer.body as { generations: { id: string }[] }).generations.map(({ id }) => id);
    expect(idOf(repeat)).toEqual(idOf(first));
    const { token: colleague } = await api.newToken({}, api.own.colleagues.admin);
    const taken = await api.press(colleague, "lost", { prompt: "Lost" });
    expect(codeOf(taken)).toBe("409 idempotency_taken");
    expect(await api.prisma.generation.count({ where: { promptAsTyped: "Lost" } })).toBe(1);
  });

  test("Q14, Q15: has a key of its own, under which nothing else is asked", async () => {
    const { token } = await api.newToken();
    expect((await api.press(token, "q14", { prompt: "First" })).status).toBe(201);
    const other = await api.press(token, "q14", { prompt: "Second" });
    expect(codeOf(other)).toBe("409 idempotency_mismatch");
    expect(await api.prisma.generation.count({ where: { promptAsTyped: "Second" } })).toBe(0);
    const body = { projectId: api.own.otherProjectId, prompt: "A cup" };
    const without = await api.ask("/api/v1/generations", { token, body });
    expect(codeOf(without)).toBe("422 idempotency_key_missing");
    const long = await api.press(token, "k".repeat(256));
    expect(codeOf(long)).toBe("422 idempotency_key_missing");
  });

  test("of another team may have the same key; its projects and references are not there", async () => {
    const { token } = await api.newToken();
    const { token: foreign } = await api.newToken({}, api.foreign.userId);
    const [ours, theirs] = [
      await api.press(token, "shared"),
      await api.press(foreign, "shared", { projectId: api.foreign.otherProjectId }),
    ];
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.text).not.toBe(ours.text);
    const { projectId, referenceImageId } = api.foreign;
    expect(codeOf(await api.press(token, "theirs-1", { projectId }))).toBe("422 project_missing");
    const references = [{ referenceImageId }];
    const refused = await api.press(token, "theirs-2", { references });
    expect(codeOf(refused)).toBe("422 references_missing");
    expect((refused.body as { slots: number[] }).slots).toEqual([1]);
  });

  test("over a limit is refused with figures, and can be tried again under its key", async () => {
    const { token } = await api.newToken();
    const { teamId } = await api.prisma.membership.findFirstOrThrow({
      where: { userId: api.own.userId },
    });
    const setCap = (capMicroUsd: number | null) =>
      getPorts().database.transaction((tx) =>
        getPorts().ledger.setCap(
          tx,
          {
            ...{ teamId, scope: "team", scopeId: teamId, isSandbox: false },
            month: new Date().toISOString().slice(0, 7),
          },
          { capMicroUsd },
        ),
      );
    await setCap(1);
    const refused = await api.press(token, "cap", { prompt: "Too dear" });
    expect(codeOf(refused)).toBe("409 budget_exceeded");
    expect(refused.body).toMatchObject({ scope: "team", askedMicroUsd: expect.any(Number) });
    await setCap(null);
    expect((await api.press(token, "cap", { prompt: "Too dear" })).status).toBe(201);
  });

  const WRONG: [string, object | string, string][] = [
    ["no JSON", "{", "400 body_unreadable"],
    ["another encoding", new Uint8Array([0xff, 0xfe]), "400 body_unreadable"],
    ["too much of it", `"${"a".repeat(1024 * 1024)}"`, "413 too_large"],
    ["a list", [], "422 invalid_input"],
    ["a prompt of spaces", { prompt: " \u200b" }, "422 invalid_input"],
    ["a count as text", { variantCount: "4" }, "422 invalid_input"],
    ["too many variants", { variantCount: 9 }, "422 invalid_input"],
    ["somebody else's name on it", { authorId: "x" }, "422 invalid_input"],
    ["an unknown model", { model: "gemini-9" }, "422 model_unavailable"],
    ["a shape that the model has not", { aspectRatio: "8:1" }, "422 illegal_settings"],
    ["a variable without values", { prompt: "A [[thing]]" }, "422 prompt_incomplete"],
  ];
  test.each(WRONG)("with %s makes nothing", async (name, body, expected) => {
    const { token } = await api.newToken();
    const before = await api.prisma.generation.count();
    const isWhole = typeof body === "string" || Array.isArray(body) || body instanceof Uint8Array;
    const base = { projectId: api.own.otherProjectId, prompt: "A cup" };
    const answer = await api.ask("/api/v1/generations", {
      token,
      headers: { "idempotency-key": `wrong ${name}` },
      body: isWhole ? body : { ...base, ...body },
    });
    expect(codeOf(answer)).toBe(expected);
    expect(await api.prisma.generation.count()).toBe(before);
  });

  test("names the fields that are wrong, as they stand in the request", async () => {
    const { token } = await api.newToken();
    const references = [{ referenceImageId: "1", role: "sun" }];
    const answer = await api.press(token, "fields", { variantCount: 0, references, price: 1 });
    const { fields } = answer.body as { fields: object };
    expect(Object.keys(fields).sort()).toEqual([
      ...["price", "references.0.referenceImageId", "references.0.role", "variantCount"],
    ]);
  });
});

describe("A list", () => {
  type Page = { nextCursor: string | null } & Record<string, { id?: string; imageId?: string }[]>;

  async function walk(place: string, name: string, token: string) {
    const ids: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const mark: string = cursor && `&cursor=${cursor}`;
      const answer = await api.ask(`${place}limit=2${mark}`, { token });
      expect(answer.status, answer.text).toBe(200);
      const page = answer.body as Page;
      ids.push(...(page[name] ?? []).map(({ id, imageId }) => id ?? imageId ?? ""));
      cursor = page.nextCursor;
    }
    return ids;
  }

  test("is walked from page to page, each row once, newest first", async () => {
    const { token } = await api.newToken();
    const { projectId } = api.own;
    const runs = await walk(`/api/v1/generations?projectId=${projectId}&`, "generations", token);
    const rows = await api.prisma.generation.findMany({
      where: { projectId, upload: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    expect(runs).toEqual(rows.map(({ id }) => id));
    expect(runs.length).toBeGreaterThan(2);

    const pictures = await walk("/api/v1/library?", "pictures", token);
    const entries = await api.prisma.libraryEntry.findMany({
      where: { projectId, deletedAt: null },
      orderBy: [{ at: "desc" }, { imageId: "desc" }],
    });
    expect(pictures).toEqual(entries.map(({ imageId }) => imageId));
    expect(new Set(await walk("/api/v1/references?", "references", token))).toContain(
      api.own.referenceImageId,
    );
  });

  test("finds what the search box finds, and says what of it means nothing", async () => {
    const { token } = await api.newToken();
    const find = async (q: string) => {
      const answer = await api.ask(`/api/v1/library?${new URLSearchParams({ q })}`, { token });
      return answer.body as { pictures: { imageId: string }[]; problems: object[] };
    };
    const { pictures } = await find(`tag:"${api.own.tagName}"`);
    expect(pictures.map(({ imageId }) => imageId).sort()).toEqual([...api.own.imageIds].sort());
    expect(await find("by:nobodyatall")).toMatchObject({
      problems: [{ token: "by:nobodyatall", code: "unknown_value" }],
    });
    expect((await find(api.foreign.marker)).pictures).toEqual([]);
  });

  test.each([
    ["cursor=garbage", "400 bad_cursor"],
    ["cursor=MjAyNi0wMS0wMXwx", "400 bad_cursor"],
    ["limit=0", "422 invalid_input"],
    ["limit=101", "422 invalid_input"],
    ["limit=abc", "422 invalid_input"],
    ["limit=2&limit=3", "422 invalid_input"],
    ["sort=passwordHash", "422 invalid_input"],
  ])("asked for %s is refused", async (query, expected) => {
    const { token } = await api.newToken();
    for (const place of ["library", "references"])
      expect(codeOf(await api.ask(`/api/v1/${place}?${query}`, { token }))).toBe(expected);
    const asked = `/api/v1/generations?projectId=${api.own.projectId}&${query}`;
    expect(codeOf(await api.ask(asked, { token }))).toBe(expected);
  });
});

describe("A picture", () => {
  test("comes byte for byte, small, in part, or not at all when it is another team's", async () => {
    const { token } = await api.newToken();
    const { variantId, imageIds, storageKeys } = api.own;
    const bytes = storageKeys[0]?.slice(6, 11);
    const original = await api.ask(`/api/v1/variants/${variantId}/original`, { token });
    expect([original.status, original.text]).toEqual([200, bytes]);
    expect(original.headers.get("content-disposition")).toMatch(
      /attachment; filename="AK-.*\.png"/,
    );
    const file = `/api/v1/images/${imageIds[0]}/file`;
    expect((await api.ask(file, { token })).text).toBe(bytes);
    const part = await api.ask(file, { token, headers: { range: "bytes=1-2" } });
    expect([part.status, part.text]).toEqual([206, bytes?.slice(1, 3)]);
    const etag = original.headers.get("etag") ?? "";
    const same = await api.ask(file, { token, headers: { "if-none-match": etag } });
    expect(same.status).toBe(304);
    expect(codeOf(await api.ask(`${file}?width=20`, { token }))).toBe("422 invalid_input");
    for (const place of [
      ...[`variants/${api.foreign.variantId}`, `variants/${api.foreign.variantId}/original`],
      ...[`images/${api.foreign.imageIds[0]}`, `images/${api.foreign.imageIds[0]}/file`],
      ...[
        `generations/${api.foreign.generationId}`,
        `variants/${api.own.queuedVariantId}/original`,
      ],
      ...[`references/${api.foreign.referenceImageId}`],
      ...[`references/${api.foreign.referenceImageId}/file`, "images/1", "images/..%2f", "nothing"],
    ])
      expect(codeOf(await api.ask(`/api/v1/${place}`, { token })), place).toBe("404 not_found");
  });

  test("as a reference is taken once, by its bytes, and refused in a sentence", async () => {
    const { token } = await api.newToken();
    const send = async (name: "small.png" | "a.gif" | "empty.png" | "cut.png") =>
      api.ask("/api/v1/references", {
        ...{ token, headers: { "x-file-name": encodeURIComponent("река.png") } },
        body: new Uint8Array(await readFile(await makeTestImage(api.folder, name))),
      });
    const [first, again] = [await send("small.png"), await send("small.png")];
    expect(first.status, first.text).toBe(201);
    expect(again.body).toEqual(first.body);
    const { id, file } = first.body as { id: string; file: string };
    expect((await api.ask(`/api/v1/references/${id}`, { token })).body).toEqual(first.body);
    expect((await api.ask(file, { token })).status).toBe(200);
    expect(codeOf(await send("a.gif"))).toBe("415 unsupported_kind");
    expect(codeOf(await send("empty.png"))).toBe("422 empty_file");
    const cut = await send("cut.png");
    expect(codeOf(cut)).toBe("422 image_malformed");
    expect((cut.body as { detail: string }).detail).toContain("damaged");
    const used = { references: [{ referenceImageId: id }] };
    expect((await api.press(token, "with-reference", used)).status).toBe(201);
  });
});

test("what was spent is told by day: of the team to its owner, of themselves to the others", async () => {
  const { token } = await api.newToken();
  const { token: reviewer } = await api.newToken({}, api.own.colleagues.reviewer);
  const { userId } = api.own;
  const { teamId } = await api.prisma.membership.findFirstOrThrow({ where: { userId } });
  const entry = {
    ...{ teamId, projectId: api.own.projectId, personId: userId, month: "2025-01", basis: null },
    ...{ isSandbox: false, at: new Date("2025-01-05T23:30:00Z") },
  };
  const rows = [
    { kind: "reserve", variantId: "a", reservedMicroUsd: 9, spentMicroUsd: 0 },
    { kind: "settle", variantId: "a", reservedMicroUsd: -9, spentMicroUsd: 7 },
    { kind: "reserve", variantId: "b", reservedMicroUsd: 9, spentMicroUsd: 0 },
  ];
  const later = { kind: "reserve", variantId: "b", reservedMicroUsd: 3, spentMicroUsd: 0 };
  await api.prisma.ledgerEntry.createMany({
    data: [
      ...rows.map((row) => ({ ...entry, ...row, id: getPorts().clock.newId() })),
      { ...entry, ...later, id: getPorts().clock.newId(), at: new Date("2025-01-06T10:00:00Z") },
    ],
  });
  const place = "/api/v1/usage?from=2025-01-01&to=2025-01-31";
  expect((await api.ask(place, { token })).body).toEqual({
    ...{ from: "2025-01-01", to: "2025-01-31", of: "team" },
    real: { variantCount: 2, spentMicroUsd: 7 },
    sandbox: { variantCount: 0, spentMicroUsd: 0 },
    days: [{ day: "2025-01-05", isSandbox: false, variantCount: 2, spentMicroUsd: 7 }],
  });
  expect((await api.ask(place, { token: reviewer })).body).toMatchObject({
    of: "person",
    days: [],
  });
  const { token: foreign } = await api.newToken({}, api.foreign.userId);
  expect((await api.ask(place, { token: foreign })).body).toMatchObject({ of: "team", days: [] });
  for (const days of ["from=2026-02-01&to=2026-01-01", "from=2020-01-01&to=2026-01-01", "from=x"])
    expect(codeOf(await api.ask(`/api/v1/usage?${days}`, { token }))).toBe("422 invalid_input");
});

describe("The document", () => {
  type Document = {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; responses: object }>>;
    components: { schemas: Record<string, JsonSchema> };
  };
  const read = async () => (await api.ask("/api/v1/openapi.json")).body as Document;

  test("has every route, and no other", async () => {
    const { openapi, paths } = await read();
    expect(openapi).toBe("3.1.1");
    const written = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = apiRoutes.routes
      .filter(({ method, path }) => method !== "ALL" && path !== "/api/v1/openapi.json")
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(written.sort()).toEqual([...new Set(served)].sort());
  });

  /** As one schema that knows what the document names. */
  function schemaIn({ components }: Document, name: string) {
    const text = JSON.stringify({ $ref: `#/$defs/${name}`, $defs: components.schemas });
    const schema = JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/"));
    return z.fromJSONSchema(schema);
  }
  const nameIn = (responses: object, status: string) =>
    /schemas\/(\w+)/.exec(JSON.stringify((responses as never)[status]))?.[1] ?? "";

  const ASKS = (): [OperationId, string][] => [
    ["getToken", "/api/v1/token"],
    ["listProjects", "/api/v1/projects"],
    ["listModels", "/api/v1/models"],
    ["listGenerations", `/api/v1/generations?projectId=${api.own.projectId}&limit=100`],
    ["getGeneration", `/api/v1/generations/${api.own.generationId}`],
    ["getVariant", `/api/v1/variants/${api.own.failedVariantId}`],
    ["getImage", `/api/v1/images/${api.own.imageIds[0]}`],
    ["searchLibrary", "/api/v1/library?q=bottle%20tag:nothing"],
    ["listReferences", "/api/v1/references"],
    ["getReference", `/api/v1/references/${api.own.referenceImageId}`],
    ["getUsage", "/api/v1/usage?from=2026-02-01&to=2026-12-31"],
  ];

  test("says what real answers are, field for field", async () => {
    const document = await read();
    const { token } = await api.newToken();
    const operations = Object.values(document.paths).flatMap((each) => Object.values(each));
    const nameOf = (id: string, status: string) =>
      nameIn(operations.find(({ operationId }) => operationId === id)?.responses ?? {}, status);
    const answered = new Set<string>();
    for (const [id, place] of ASKS()) {
      const { status, body, text } = await api.ask(place, { token });
      expect(status, `${place} ${text}`).toBe(200);
      const schema = schemaIn(document, nameOf(id, "200"));
      expect(schema.safeParse(body).error?.message, id).toBeUndefined();
      expect(schema.safeParse({ ...(body as object), more: 1 }).success, id).toBe(false);
      answered.add(id);
    }
    const press = await api.press(token, "documented");
    const image = new Uint8Array(await readFile(await makeTestImage(api.folder, "grey.png")));
    const upload = await api.ask("/api/v1/references", { token, body: image });
    for (const [id, { status, body }] of [
      ["createGeneration", press],
      ["addReference", upload],
    ] as const) {
      expect(status).toBe(201);
      const schema = schemaIn(document, nameOf(id, "201"));
      expect(schema.safeParse(body).error?.message, id).toBeUndefined();
      answered.add(id);
    }
    const withJson = Object.entries<Operation>(OPERATIONS).filter(([, { answer }]) => answer);
    expect([...answered].sort()).toEqual(withJson.map(([id]) => id).sort());
    const problem = schemaIn(document, "Problem");
    const refused = await api.ask("/api/v1/images/1", { token });
    expect(problem.safeParse(refused.body).error?.message).toBeUndefined();
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
  });

  test("takes and refuses the bodies that the route takes and refuses", async () => {
    const schema = schemaIn(await read(), "NewGeneration");
    const base = { projectId: api.own.projectId, prompt: "A cup" };
    for (const good of [base, { ...base, variantCount: 8, aspectRatio: "4:5" }])
      expect(schema.safeParse(good).error?.message).toBeUndefined();
    for (const wrong of [{}, { ...base, variantCount: 9 }, { ...base, authorId: "x" }])
      expect(schema.safeParse(wrong).success).toBe(false);
  });
});

describe("The page of the API", () => {
  const page = writeReference("https://studio.example");
  const operations = page.groups.flatMap((group) => group.operations);

  test("has every operation once", () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  test("says in both languages what each operation does, and each of its fields", () => {
    for (const { api: words } of [messages.en, messages.ru]) {
      for (const { id, fields } of operations) {
        expect([words.title[id], words.about[id]].filter(Boolean), id).toHaveLength(2);
        const known = new Map(Object.entries(words.field));
        for (const { name } of fields) expect(known.get(name), `${id} ${name}`).toMatch(/\.$/);
      }
    }
  });

  test("shows answers that could be real, and a request that works as it stands", async () => {
    for (const { id, answer } of operations) {
      const schema: z.ZodType | null = OPERATIONS[id].answer;
      if (schema)
        expect(schema.safeParse(JSON.parse(answer ?? "")).error?.message, id).toBeUndefined();
    }
    const { curl = "" } = operations.find(({ id }) => id === "createGeneration") ?? {};
    const [, json = ""] = /-d '(.*)'/.exec(curl) ?? [];
    const { token } = await api.newToken();
    const { projectId: _, ...body } = JSON.parse(json);
    expect((await api.press(token, "as-shown", body)).status).toBe(201);
  });
});
