import { expect, fillSetUp, OWNER, test } from "./fixtures";

test.use({ storageState: { cookies: [], origins: [] } });

test("bug 12: everything but the door is shut to a stranger", async ({ page, studio }) => {
  await page.goto("/?g=01J00000000000000000000000&v=01J00000000000000000000001");
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  for (const path of [
    "/api/status?ids=",
    "/api/generations?projectId=01J00000000000000000000000",
    "/api/images/01J00000000000000000000000",
    "/api/reference-images/01J00000000000000000000000",
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(401);
  }
  const put = await fetch(`${studio.url}/api/uploads/01J00000000000000000000000`, {
    method: "PUT",
    body: "x",
    headers: { origin: studio.url },
  });
  expect(put.status).toBe(401);
});

test("S01, S03, X9: a write that does not come from our own page is refused", async ({
  studio,
}) => {
  const cookie = studio.owner.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const write = (headers: Record<string, string>) =>
    fetch(`${studio.url}/api/draft`, {
      method: "PUT",
      body: "{}",
      headers: { cookie, ...headers },
    });
  expect((await write({ origin: "https://evil.example" })).status).toBe(403);
  expect((await write({})).status).toBe(403);
  expect((await write({ origin: studio.url })).status).toBe(422);
});

test("A19: a foreign host is told where the studio is", async ({ studio }) => {
  const { port } = new URL(studio.url);
  const { request } = await import("node:http");
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ port, host: "127.0.0.1", headers: { host: "evil.example" } }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(421);
});

test("empty fields are named, the first gets the focus, nothing typed is lost", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter a mail address, such as name@studio.com.")).toBeVisible();
  await expect(page.getByText("Enter the password.")).toBeVisible();
  await expect(page.getByLabel("Mail")).toBeFocused();
});

test("A27: a set-up link that was used says so and keeps what was typed", async ({ page }) => {
  await page.goto(`/set-up#${"x".repeat(43)}`);
  await fillSetUp(page);
  await page.getByRole("button", { name: "Open the studio" }).click();
  await expect(page.getByText("This link has expired or was used.")).toBeVisible();
  await expect(page.getByLabel("Mail")).toHaveValue(OWNER.email);
  await expect(page.getByLabel("Team")).toHaveValue("Halden");
  await expect(page).toHaveURL(/\/set-up$/);
});
