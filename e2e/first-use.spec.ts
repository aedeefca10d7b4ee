import { expect, OWNER, test, untilAlive } from "./fixtures";

test("who begins finds an example that runs, with what comes of it beside it", async ({
  browser,
  studio,
}) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  // As on the first day: another project, and nothing was ever in the composer.
  await studio.query(
    `insert into project (id, team_id, name, code, created_at)
     select '01JD0000000000000000000FD0', team_id, 'First day', 'FD', now() from project limit 1`,
  );
  await studio.query("update membership set project_id = '01JD0000000000000000000FD0'");
  await studio.query("delete from draft");
  await page.goto(studio.url);
  await page.getByLabel("Mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await untilAlive(page);

  const ready = page.getByRole("heading", { name: /This one is ready to run/ });
  await expect(ready).toBeVisible();
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await expect(prompt).toHaveText(/^@bottle on @stone by the sea/);
  await page.getByRole("button", { name: /^bottle, slot 1 of 2, Product/ }).press("Delete");
  await expect(ready).toBeHidden();
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await undo.press("Enter");
  await expect(ready).toBeVisible();
  await expect(undo).toBeHidden();

  await page.getByRole("button", { name: /Wide banner/ }).click();
  await expect(prompt).toHaveText(/^A wide banner: @bottle on @stone/);
  await undo.click();
  await expect(prompt).toHaveText(/^@bottle on @stone by the sea/);

  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.getByRole("button", { name: /^Generate 1/ }).click();
  await expect(
    page.getByRole("button", { name: /^@bottle on @stone by the sea.*, FD-.*Done$/ }),
  ).toBeVisible({ timeout: 60_000 });
  const task = (await studio.acceptedTasks()).find(({ prompt: sent }) =>
    sent.startsWith("image 1 (product: bottle) on image 2 (background: stone) by the sea"),
  );
  expect(task?.references).toHaveLength(2);

  // An example that was emptied by hand does not come back.
  await prompt.fill("");
  await page.reload();
  await untilAlive(page);
  await expect(prompt).toHaveText("Describe the picture…");
  await context.close();
});
