import "server-only";

import { headers } from "next/headers";
import { CredentialsSignin } from "next-auth";
import { safeReturnPath } from "@/lib/account/policy";
import { signInSchema } from "@/lib/account/schema";
import { passkeyFieldSchema, passkeySignInSchema } from "@/lib/account/schema/passkey";
import { secondStepSchema } from "@/lib/account/schema/second-factor";
import { openSession, type SignInRefusal } from "@/lib/account/service";
import { type PasskeySignInRefusal, passPasskey } from "@/lib/account/service/passkey-sign-in";
import { passSecondStep, type SecondStepRefusal } from "@/lib/account/service/second-step";
import { CLIENT_HEADER } from "@/lib/server/client-address";
import { getMetrics, getPorts } from "@/lib/server/composition";
import type { Result } from "@/lib/shared/result";

type Given = Partial<Record<string, unknown>>;
export type Refusal = SignInRefusal | SecondStepRefusal | PasskeySignInRefusal;

/** What next-auth hands on: a form's texts. */
export const CREDENTIALS = { email: {}, password: {}, ticket: {}, code: {}, passkey: {} };

/** Of somebody at the door. */
export async function callerOf() {
  const given = await headers();
  return { userAgent: given.get("user-agent") ?? "", client: given.get(CLIENT_HEADER) ?? "" };
}

/** Where the person wanted to go when the sign-in page was put before it. */
export async function returnPath(): Promise<string> {
  const referer = (await headers()).get("referer");
  const from = referer && URL.canParse(referer) ? new URL(referer).searchParams.get("to") : null;
  return safeReturnPath(from);
}

/** A password, or the ticket that a right one was answered with and a code, or a passkey with or without a ticket. */
export async function authorize({ email, password, ticket, code, passkey }: Given) {
  const from = await callerOf();
  // next-auth adds fields of its own, which the strict schemas would refuse.
  const first = signInSchema.safeParse({ email, password });
  if (first.success) return admit(await openSession(getPorts(), { ...first.data, ...from }));
  const second = secondStepSchema.safeParse({ ticket, code });
  if (second.success) return admit(await passSecondStep(getPorts(), { ...second.data, ...from }));
  const answer = passkeyFieldSchema.safeParse(passkey);
  const third = passkeySignInSchema.safeParse({ ticket: ticket || null, passkey: answer.data });
  if (third.success) return admit(await passPasskey(getPorts(), { ...third.data, ...from }));
  return null;
}

function admit(opened: Result<{ userId: string; sessionSecret: string }, Refusal>) {
  getMetrics()?.noteSignIn(opened.ok ? "done" : opened.error.code);
  if (!opened.ok) throw new RefusedSignIn(opened.error);
  return { id: opened.value.userId, sessionSecret: opened.value.sessionSecret };
}

/** What next-auth lets through. Its `code` also goes into the address of its own page, so nothing else stands in it. */
class RefusedSignIn extends CredentialsSignin {
  override readonly code: string;
  constructor(readonly refusal: Refusal) {
    super();
    this.code = refusal.code;
  }
}

/** Why a sign-in was refused. */
export const signInRefusal = (cause: CredentialsSignin): Refusal =>
  cause instanceof RefusedSignIn ? cause.refusal : { code: "wrong_credentials" };
