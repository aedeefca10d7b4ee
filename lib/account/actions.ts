"use server";

import { cookies } from "next/headers";
import { CredentialsSignin } from "next-auth";
import { z } from "zod";
import {
  keyboardSchema,
  LOCALE_COOKIE,
  preferencesSchema,
  type SignIn,
  setUpSchema,
  signInSchema,
  THEME_COOKIE,
} from "@/lib/account/schema";
import { beginPasskeySignInSchema, passkeySignInSchema } from "@/lib/account/schema/passkey";
import {
  changePasswordSchema,
  renameSelfSchema,
  sessionIdSchema,
} from "@/lib/account/schema/profile";
import { type SecondStep, secondStepSchema } from "@/lib/account/schema/second-factor";
import { closeSession, saveKeyboard, setUpStudio } from "@/lib/account/service";
import { beginPasskeySignIn } from "@/lib/account/service/passkey-sign-in";
import {
  changePassword,
  closeDevice,
  closeOtherDevices,
  renameSelf,
} from "@/lib/account/service/profile";
import { currentVisit } from "@/lib/server/actor";
import { signIn, signOut } from "@/lib/server/auth";
import { callerOf, returnPath, signInRefusal } from "@/lib/server/authorize";
import { getPorts, getSettings } from "@/lib/server/composition";
import { defineAction, defineNewcomerAction, definePublicAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";
import { err, ok } from "@/lib/shared/result";

export const signInAction = definePublicAction(signInSchema, (input) => enter(input));

export const secondStepAction = definePublicAction(secondStepSchema, (input) => enter(input));

/** What the browser asks a device for. */
export const beginPasskeySignInAction = definePublicAction(
  beginPasskeySignInSchema,
  async ({ ticket }) => {
    const { client } = await callerOf();
    return beginPasskeySignIn(getPorts(), { ticket, client });
  },
);

export const passkeySignInAction = definePublicAction(passkeySignInSchema, ({ ticket, passkey }) =>
  enter({ passkey: JSON.stringify(passkey), ...(ticket !== null && { ticket }) }),
);

async function enter(input: SignIn | SecondStep | { passkey: string; ticket?: string }) {
  try {
    await signIn("credentials", { ...input, redirect: false });
    return ok({ redirectTo: await returnPath() });
  } catch (cause) {
    if (cause instanceof CredentialsSignin) return err(signInRefusal(cause));
    throw cause;
  }
}

export const setUpAction = definePublicAction(setUpSchema, async (input) => {
  const made = await setUpStudio(getPorts(), input, await currentVisit());
  if (!made.ok) return made;
  const { email, password } = input;
  await signIn("credentials", { email, password, redirect: false });
  return ok({ redirectTo: "/" });
});

export const signOutAction = defineNewcomerAction(z.undefined(), async (actor) => {
  await closeSession(getPorts(), actor);
  forgetSessions();
  await signOut({ redirect: false });
  return ok(null);
});

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export const setPreferencesAction = definePublicAction(
  preferencesSchema,
  async ({ locale, theme }) => {
    const jar = await cookies();
    const options = {
      path: "/",
      maxAge: YEAR_SECONDS,
      sameSite: "lax",
      secure: getSettings().publicUrl.startsWith("https:"),
    } as const;
    if (locale) jar.set(LOCALE_COOKIE, locale, options);
    if (theme) jar.set(THEME_COOKIE, theme, options);
    return ok(null);
  },
);

export const setKeyboardAction = defineAction(keyboardSchema, async (actor, keyboard) => {
  await saveKeyboard(getPorts(), actor, keyboard);
  return ok(null);
});

export const renameSelfAction = defineAction(renameSelfSchema, (actor, { name }) =>
  renameSelf(getPorts(), actor, name),
);

export const changePasswordAction = defineAction(changePasswordSchema, async (actor, input) => {
  const changed = await changePassword(getPorts(), actor, input);
  forgetSessions();
  return changed;
});

export const closeDeviceAction = defineAction(sessionIdSchema, async (actor, { sessionId }) => {
  const closed = await closeDevice(getPorts(), actor, sessionId);
  forgetSessions();
  return closed;
});

export const closeOtherDevicesAction = defineAction(z.undefined(), async (actor) => {
  const closed = await closeOtherDevices(getPorts(), actor);
  forgetSessions();
  return closed;
});
