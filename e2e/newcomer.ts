import type { Browser, Page } from "@playwright/test";
import { expect, type TestStudio, untilAlive } from "./fixtures";

export const PASSWORD = "a sentence of my own choice";

const NOBODY = { cookies: [], origins: [] };
type Cookies = { name: string; value: string; url: string }[];

/** A browser in which nobody is signed in. */
export async function elsewhere(
  browser: Browser,
  { url: baseURL }: TestStudio,
  cookies: Cookies = [],
) {
  const context = await browser.newContext({ storageState: NOBODY, baseURL });
  await context.addCookies(cookies);
  return context.newPage();
}

/** Of an invitation by the owner. */
export async function inviteTo(owner: Page, { email, role }: { email: string; role: string }) {
  await owner.goto("/settings/people");
  const form = owner.getByRole("region", { name: "Invite somebody" });
  await form.getByLabel("Mail").fill(email);
  await form.getByRole("combobox", { name: "Role" }).click();
  await owner.getByRole("option", { name: role }).click();
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = form.getByLabel(`Link for ${email}`);
  await expect(link).toHaveValue(/#/);
  return link.inputValue();
}

/** Somebody new, by an invitation of the owner, signed in. */
export async function join(owner: Page, guest: Page, invited: { email: string; role: string }) {
  await guest.goto(await inviteTo(owner, invited));
  await guest.locator("[name=name]").fill("Lin");
  await guest.locator("[name=password]").fill(PASSWORD);
  await guest.locator("[name=password]").press("Enter");
  await untilAlive(guest);
}
