import { readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { expect, OWNER, type TestStudio, test } from "./fixtures";

const MANIFEST = path.resolve(
  import.meta.dirname,
  "../.next/server/server-reference-manifest.json",
);

/** Every action of the build: what it is called, and by which id. */
function actionsOfBuild(): [name: string, id: string][] {
  const manifest: { node: Record<string, { exportedName: string }> } = JSON.parse(
    readFileSync(MANIFEST, "utf8"),
  );
  return Object.entries(manifest.node).map(([id, { exportedName }]) => [exportedName, id]);
}
const idOf = (name: string) =>
  actionsOfBuild().find(([exportedName]) => exportedName === name)?.[1] ?? "";

type Given = { method?: string; headers?: Record<string, string>; body?: BodyInit };

/** As the framework's own client calls an action. */
const act = (studio: TestStudio, id: string, { headers = {}, ...given }: Given) =>
  fetch(`${studio.url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    ...given,
    headers: {
      ...{ origin: studio.url, accept: "text/x-component", "next-action": id },
      "content-type": "text/plain;charset=UTF-8",
      ...headers,
    },
  });

const cookieOf = ({ owner }: TestStudio) =>
  owner.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

/** What an outsider would like to change. */
async function contentsOf(studio: TestStudio) {
  const tables = ["user", "membership", "invitation", "session", "project", "generation", "team"];
  const rows = [];
  for (const table of tables)
    rows.push(
      ...(await studio.query(
        `select '${table}' as place, count(*)::int as count,
           md5(string_agg((to_jsonb(t) - 'last_seen_at')::text, '' order by to_jsonb(t)::text)) as content
         from "${table}" t`,
      )),
    );
  return rows;
}

/** They ask for nothing that a session would be needed for. */
const PUBLIC = new Set([
  ...["signInAction", "secondStepAction", "setUpAction", "setPreferencesAction"],
  ...["findInvitationAction", "acceptInvitationAction"],
]);

test("S07: no action does anything for nobody, whatever its id", async ({ studio }) => {
  const actions = actionsOfBuild();
  expect(actions.length).toBeGreaterThan(50);
  const before = await contentsOf(studio);
  for (const [name, id] of actions) {
    for (const body of ["[]", "[{}]", '["$undefined"]']) {
      const text = await (await act(studio, id, { body })).text();
      if (!PUBLIC.has(name)) expect(text, name).not.toContain('"ok":true');
      expect(text, name).not.toContain(OWNER.email);
    }
  }
  expect(await contentsOf(studio)).toEqual(before);
});

test("S06: an action is called by POST and by nothing else", async ({ studio }) => {
  const before = await contentsOf(studio);
  const id = idOf("createProjectAction");
  expect(id).not.toBe("");
  const body = JSON.stringify([{ name: "By another method", code: "BM" }]);
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH"]) {
    const hasBody = method !== "GET" && method !== "HEAD";
    const headers = { cookie: cookieOf(studio) };
    const answer = await act(studio, id, { method, headers, ...(hasBody && { body }) });
    expect(answer.status, method).toBeLessThan(500);
    await answer.arrayBuffer();
  }
  expect(await contentsOf(studio)).toEqual(before);
});

test("S01, S02, S03, S05, X9: an action is called from our own page and from nowhere else", async ({
  studio,
}) => {
  const before = await contentsOf(studio);
  const id = idOf("createProjectAction");
  const body = JSON.stringify([{ name: "From elsewhere", code: "FE" }]);
  const cookie = cookieOf(studio);
  const form = new FormData();
  form.set(`$ACTION_ID_${id}`, "");
  form.set("0", body);
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: studio.url, "sec-fetch-site": "cross-site" },
  ]) {
    const answer = await act(studio, id, { headers: { cookie, ...headers }, body });
    expect(await answer.text(), JSON.stringify(headers)).not.toContain('"ok":true');
    const asForm = await fetch(studio.url, {
      method: "POST",
      body: form,
      headers: { cookie, ...headers },
    });
    expect(await asForm.text()).not.toContain('"ok":true');
  }
  const bare = { cookie, "next-action": id, "content-type": "text/plain;charset=UTF-8" };
  const answer = await fetch(`${studio.url}/`, { method: "POST", headers: bare, body });
  expect(await answer.text()).not.toContain('"ok":true');
  expect(await contentsOf(studio)).toEqual(before);
});

test("S12: an action with too much in it is not read", async ({ studio }) => {
  const before = await contentsOf(studio);
  const id = idOf("createProjectAction");
  const body = JSON.stringify([{ name: "x".repeat(300 * 1024), code: "TM" }]);
  const said = await act(studio, id, { headers: { cookie: cookieOf(studio) }, body }).then(
    (answer) => answer.text(),
    // Whoever does not listen any more may also hang up.
    () => "",
  );
  expect(said).not.toContain('"ok":true');
  const larger = await act(studio, id, {
    headers: { cookie: cookieOf(studio) },
    body: "x".repeat(2 * 1024 * 1024),
  }).catch(() => null);
  expect(larger?.status ?? 413).toBe(413);
  expect(await contentsOf(studio)).toEqual(before);
});

test("S09: what is no argument is answered at once, and the studio goes on", async ({ studio }) => {
  const before = await contentsOf(studio);
  const id = idOf("createProjectAction");
  const headers = { cookie: cookieOf(studio) };
  for (const body of [
    ...['["$F1"]', '["$@1"]', '["$K1"]', '["$Q1"]', '["$W1"]', '["$B1"]', '["$i1"]', '["$n-1"]'],
    ...['["$1"]', '["$1:constructor:constructor"]', '["$1:__proto__:then"]', "[", "", "null", "{}"],
    ...[
      '[{"then":"$1:__proto__:then"}]',
      "[".repeat(10_000),
      '[{"name":{"length":1e9},"code":[]}]',
    ],
  ]) {
    const answer = await act(studio, id, { headers, body });
    expect(await answer.text(), body.slice(0, 40)).not.toContain('"ok":true');
  }
  const circle = new FormData();
  circle.set("0", '["$1"]');
  circle.set("1", '["$0"]');
  const { cookie } = headers;
  const answer = await fetch(`${studio.url}/`, {
    method: "POST",
    headers: { cookie, origin: studio.url, "next-action": id },
    body: circle,
  });
  expect(await answer.text()).not.toContain('"ok":true');
  expect((await fetch(`${studio.url}/healthz`)).status).toBe(200);
  expect(await contentsOf(studio)).toEqual(before);
});

/** What only who is signed in may read. */
const INSIDE = [OWNER.email, "Halden", "Autumn KV"];

const PLACES = [
  ...["/", "/library", "/library/bin", "/collections", "/attention"],
  ...["/settings/people", "/settings/keys", "/settings/log", "/settings/profile"],
];

test("S13: no header of the framework shows a stranger more than the door", async ({ studio }) => {
  for (const place of PLACES)
    for (const headers of [
      { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
      { "x-middleware-rewrite": "/settings/people", "x-middleware-next": "1" },
      { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
      { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D" },
      { "x-nextjs-data": "1", purpose: "prefetch" },
      { "x-matched-path": "/settings/people", "x-now-route-matches": "1=people" },
      { "x-forwarded-host": new URL(studio.url).host, "x-forwarded-for": "127.0.0.1" },
      { "x-original-url": "/settings/people", "x-rewrite-url": "/settings/people" },
    ]) {
      const answer = await fetch(`${studio.url}${place}`, { headers, redirect: "manual" });
      const text = await answer.text();
      for (const word of INSIDE)
        expect(text, `${place} ${JSON.stringify(headers)}`).not.toContain(word);
    }
});

test("S14: no address of the framework shows a stranger more than the door", async ({ studio }) => {
  for (const place of [
    ...PLACES.flatMap((place) => [`${place}.rsc`, `${place}?_rsc=1`, `${place}/`, `${place}.`]),
    ...PLACES.map((place) => `/_next/data/build${place}.json`),
    ...[
      "/%6cibrary",
      "//library",
      "/library;a=b",
      "/LIBRARY",
      "/library%2e",
      "/./library",
      "/x/../library",
    ],
    ...[
      "/(studio)/library",
      "/collections/[id]",
      "/collections/%5Bid%5D?id=1",
      "/library%00",
      "/%2f%2fevil.example",
    ],
    ...[
      "/_next/static/../../../package.json",
      "/fonts/..%2f..%2fpackage.json",
      "/.env",
      "/..%2f.data/secrets/master-key",
    ],
    ...["/_next/image?url=%2Ffonts%2Fa&w=64&q=75", "/_next/server/server-reference-manifest.json"],
  ]) {
    const answer = await raw(studio, `GET ${place} HTTP/1.1`);
    for (const word of [...INSIDE, '"dependencies"', "encryptionKey"])
      expect(answer, place).not.toContain(word);
  }
});

/** What comes back to this request line until the connection ends. */
function raw({ url }: TestStudio, line: string, headers: string[] = []): Promise<string> {
  const { host, port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
  });
  const lines = [line, `Host: ${host}`, ...(headers.length > 0 ? headers : ["Connection: close"])];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return new Promise((resolve) => {
    socket.once("close", () => resolve(answer)).once("error", () => resolve(answer));
  });
}

test("S15, S20: other protocols, other methods and whole addresses are nothing here", async ({
  studio,
}) => {
  const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
  for (const line of [
    "GET / HTTP/1.1",
    "GET http://169.254.169.254/latest/ HTTP/1.1",
    "GET /_next/webpack-hmr HTTP/1.1",
  ]) {
    const answer = await raw(studio, line, [
      ...upgrade,
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]);
    expect(answer, line).not.toMatch(/^HTTP\/1\.1 (101|200)/);
  }
  for (const line of [
    "CONNECT evil.example:443 HTTP/1.1",
    "TRACE / HTTP/1.1",
    "TRACE /api/status HTTP/1.1",
  ])
    expect(await raw(studio, line), line).not.toMatch(/^HTTP\/1\.1 2/);
  expect(await raw(studio, "BREW / HTTP/1.1")).toMatch(/^HTTP\/1\.1 4/);
  expect(await raw(studio, "GET http://evil.example/ HTTP/1.1")).toMatch(/^HTTP\/1\.1 400/);
});

test("S18: who holds connections open is let go, and nobody waits for them", async ({ studio }) => {
  const { host, port } = new URL(studio.url);
  const began = Date.now();
  const ends: number[] = [];
  for (let count = 0; count < 300; count += 1) {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.once("close", () => ends.push(Date.now() - began));
    socket.resume();
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `);
  }
  const asked = Date.now();
  expect((await fetch(`${studio.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${studio.url}/sign-in`)).status).toBe(200);
  expect(Date.now() - asked).toBeLessThan(5_000);
  await expect.poll(() => ends.length, { timeout: 45_000 }).toBe(300);
  expect(Math.max(...ends)).toBeLessThan(30_000);
});

test("A28: nobody signs up who was not invited", async ({ studio }) => {
  for (const place of [
    "/sign-up",
    "/signup",
    "/register",
    "/api/auth/signup",
    "/api/auth/register",
  ])
    expect([400, 404], place).toContain((await fetch(`${studio.url}${place}`)).status);
  for (const place of [
    "/api/auth/signup",
    "/api/auth/callback/email",
    "/api/auth/callback/google",
  ]) {
    const answer = await fetch(`${studio.url}${place}`, {
      method: "POST",
      body: new URLSearchParams({ email: "new@example.com", password: OWNER.password }),
      redirect: "manual",
    });
    expect(answer.headers.getSetCookie().join(), place).not.toContain("maquette.session");
  }
  expect(await studio.query(`select 1 from "user" where email = 'new@example.com'`)).toEqual([]);
});

test.describe("signing out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("A10: is done by our own page alone, and nothing is left to go back to", async ({
    page,
    studio,
  }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Mail").fill(OWNER.email);
    await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("textbox", { name: "Prompt" })).toBeVisible();
    const isIn = async () => (await page.request.get("/api/self")).status() === 200;

    await page.request.get("/api/auth/signout");
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const fromElsewhere = {
      cookie,
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
    };
    for (const [place, headers] of [
      ["/api/auth/signout", fromElsewhere],
      ["/api/auth/signout", { cookie }],
      ["/", { ...fromElsewhere, "next-action": idOf("signOutAction") }],
    ] as const)
      await fetch(`${studio.url}${place}`, { method: "POST", headers, redirect: "manual" });
    expect(await isIn()).toBe(true);

    await page.goto("/settings/profile");
    await expect(page.getByText(OWNER.email).first()).toBeVisible();
    const stolen = { cookie };
    expect((await fetch(`${studio.url}/api/self`, { headers: stolen })).status).toBe(200);
    const answer = await act(studio, idOf("signOutAction"), {
      headers: stolen,
      body: '["$undefined"]',
    });
    expect(await answer.text()).toContain('"ok":true');
    expect((await fetch(`${studio.url}/api/self`, { headers: stolen })).status).toBe(401);
    expect(await isIn()).toBe(false);
    await page.reload();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goBack();
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByText(OWNER.email)).toHaveCount(0);
  });
});
