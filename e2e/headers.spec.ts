import type { APIResponse, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const EVERYWHERE = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const policyOf = (answer: APIResponse) => answer.headers()["content-security-policy"];

for (const [kind, path, status] of [
  ["a page", "/", 200],
  ["a page that is not there", "/nowhere", 404],
  ["data", "/api/status?ids=", 200],
  ["data that is not there", "/api/nowhere", 404],
  ["a refusal", "/api/status?ids=x", 422],
  ["a probe", "/healthz", 200],
  ["an asset", "/fonts/geist-latin-wght-normal.woff2", 200],
  ["next-auth", "/api/auth/session", 200],
] as const) {
  test(`${kind} has the headers that every answer has`, async ({ page }) => {
    const answer = await page.request.get(path);
    expect(answer.status()).toBe(status);
    expect(answer.headers()).toMatchObject(EVERYWHERE);
    expect(answer.headers()["x-powered-by"]).toBeUndefined();
    const policy = policyOf(answer);
    if (path.startsWith("/api/") && !path.startsWith("/api/auth")) expect(policy).toBe(NOTHING);
    else if (kind !== "a probe") expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-/);
  });
}

test("the nonce is new for each page, and one from outside is not used", async ({ page }) => {
  const headers = {
    "content-security-policy": "script-src 'nonce-b3V0c2lkZQ=='",
    "x-nonce": "b3V0",
  };
  const answers = [await page.request.get("/", { headers }), await page.request.get("/")];
  const nonces = answers.map((answer) => /'nonce-([^']+)'/.exec(policyOf(answer) ?? "")?.[1] ?? "");
  expect(new Set(nonces).size).toBe(2);
  for (const [index, answer] of answers.entries()) {
    const text = await answer.text();
    expect(text).not.toContain("b3V0");
    const scripts = text.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`);
  }
});

test.describe("a script that somebody wrote into the page", () => {
  test.use({ provokes: true });
  test("does not run, and is noticed", runsNoScript);
});

async function runsNoScript({ page }: { page: Page }) {
  await page.goto("/");
  const violated = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
          resolve(effectiveDirective),
        );
        document.body.insertAdjacentHTML(
          "beforeend",
          `<img src="data:," onerror="window.wasRun = true">`,
        );
      }),
  );
  expect(await violated).toBe("script-src-attr");
  expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
}
