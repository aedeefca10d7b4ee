import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";
import { wordsOf } from "./words";

test.use({ history: "first-steps", contextOptions: { reducedMotion: "reduce" } });

const row = (page: Page, name: string | RegExp) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

test("an owner sees what a new studio needs, makes the test picture and invites the team", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("link", { name: /^First steps: \d of 5 done$/ }).click();
  await expect(page).toHaveURL(/\/first-steps$/);
  await expect(
    page.getByRole("heading", { name: "Four checks, then invite the team" }),
  ).toBeVisible();

  await expect(row(page, /^Storage can be written, done$/)).toContainText(
    "Wrote, read and removed 8",
  );
  await expect(row(page, /^Database answers, done$/)).toContainText(
    /PostgreSQL \d+\.\d+, \d+ migrations/,
  );
  await expect(row(page, /^Gateway key, to do$/)).toContainText("There is none yet.");
  await expect(row(page, "Working without a key")).toContainText("costs nothing");

  const invite = page.getByRole("button", { name: "Invite the team" });
  const picture = row(page, /^Test picture/);
  await expect(picture).toContainText("It costs nothing.");
  await invite.press("Enter");
  await expect(page).toHaveURL(/\/first-steps$/);
  await picture.getByRole("button", { name: "Make it" }).click();
  await expect(page.getByRole("heading", { name: /^Test picture, done$/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole("img", { name: /^One amber bottle/ })).toBeVisible();
  await expect(picture.getByRole("button", { name: "Make it" })).toHaveCount(0);

  // Each row leads to where it is done.
  await row(page, /^Gateway key/)
    .getByRole("link", { name: "Enter a key" })
    .click();
  await expect(page).toHaveURL(/\/settings\/keys$/);
  await page.goBack();
  await row(page, /^Second factor of your own/)
    .getByRole("link", { name: "Set it up" })
    .click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await page.goBack();
  await invite.click();
  await expect(page).toHaveURL(/\/settings\/people$/);
  await page.getByLabel("Mail").fill("lin@example.com");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("textbox", { name: /lin@example\.com/ })).toBeVisible();
  await page.goto("/first-steps");
  await expect(row(page, /^The team, done$/)).toContainText("1 person here, 1 open invitation");

  const tried = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Run all again" }).click();
  await tried;
  await expect(row(page, /^Storage can be written, done$/)).toBeVisible();
});

test("they are put away, and found again in the menu", async ({ page }) => {
  await page.goto("/first-steps");
  await page.getByRole("button", { name: "Put away" }).click();
  await expect(page.getByRole("button", { name: "Show in the studio" })).toBeVisible();
  await page.getByRole("link", { name: "To the studio" }).click();
  await untilAlive(page);
  const read = await page.request.get("/api/first-steps");
  expect((await read.json()).isPutAway).toBe(true);
  await expect(page.getByRole("link", { name: /^First steps/ })).toHaveCount(0);

  await page.getByRole("button", { name: /^Open the menu of/ }).click();
  await page.getByRole("menuitem", { name: "First steps" }).click();
  await page.getByRole("button", { name: "Show in the studio" }).click();
  await expect(page.getByRole("button", { name: "Put away" })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("link", { name: /^First steps: \d of 5 done$/ })).toBeVisible();
});

test("a backup that came to nothing stands under attention until one is good again", async ({
  page,
  studio,
}) => {
  const fact = (name: string, value: object) =>
    studio.query(
      `insert into installation_fact (name, value, measured_at) values ($1, $2, now())
       on conflict (name) do update set value = excluded.value, measured_at = excluded.measured_at`,
      [name, JSON.stringify(value)],
    );
  await fact("backup_failed", { code: "no_room", message: "ENOSPC: /data/backups" });
  await page.goto("/attention");
  const notice = page.getByRole("article", { name: "The backup came to nothing" });
  await expect(notice).toContainText("its folder had no room");
  await expect(notice).toContainText("There is no good one yet.");
  await expect(page.getByText("ENOSPC")).toHaveCount(0);
  await expect(page.getByText("Nothing needs attention.")).toHaveCount(0);
  await expectNoViolations(page);
  await page.goto("/first-steps");
  await expect(row(page, /^Backup, does not work$/)).toContainText("its folder had no room");

  await fact("backup_made", { name: "2026-11-28T03-00-00-000Z" });
  await fact("backup_failed", { code: null });
  await page.goto("/attention");
  await expect(page.getByText("Nothing needs attention.")).toBeVisible();
  await expect(notice).toHaveCount(0);
  await page.goto("/first-steps");
  await expect(row(page, /^Backup, done$/)).toContainText("The last is from");
});

for (const locale of ["en", "ru"] as const) {
  for (const theme of ["dark", "light"] as const) {
    test(`they are clean in ${locale}, ${theme}, also on a phone`, async ({ page, studio }) => {
      const t = wordsOf(locale);
      const { url } = studio;
      await page.context().addCookies([
        { name: "maquette.locale", value: locale, url },
        { name: "maquette.theme", value: theme, url },
      ]);
      await page.goto("/first-steps");
      const storage = page.getByRole("heading", {
        name: `${t("steps.storage.title")}, ${t("steps.state.done")}`,
      });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await expect(storage).toBeVisible();
        await expect(page.getByRole("button", { name: t("steps.invite") })).toBeVisible();
        await expectNoViolations(page);
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        expect(scrollWidth).toBe(clientWidth);
      }
    });
  }
}
