import "server-only";

import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { currentSignedIn, requireActor } from "@/lib/server/actor";
import { getSettings } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { isOwnRequest } from "@/lib/server/own-origin";
import { findUnstorable } from "@/lib/server/storable";
import { type CostlyWrite, countWrite, type TooOften } from "@/lib/server/write-limits";
import type { Actor } from "@/lib/shared/actor";
import { AppError, type AppErrorCode } from "@/lib/shared/app-error";
import { err, type Result } from "@/lib/shared/result";

export type ActionError =
  | { code: "invalid_input"; fields: Record<string, string[] | undefined> }
  | { code: Exclude<AppErrorCode, "invalid_input"> };

/** Every write of a signed-in person: same origin, proven actor, valid input, and no stack leaks. */
export const defineAction = <S extends z.ZodType, T, E extends { code: string }>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<Result<T, E>>,
) => guard(schema, async (input: z.output<S>) => run(await requireActor(), input));

/** A write that costs: of one person no more than `WRITE_LIMITS` says. What was sent is as good a moment later. */
export const defineCostlyAction = <S extends z.ZodType, T, E extends { code: string }>(
  write: CostlyWrite,
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<Result<T, E>>,
) =>
  guard(schema, async (input: z.output<S>): Promise<Result<T, E | TooOften>> => {
    const actor = await requireActor();
    const tooOften = await countWrite(actor, write);
    return tooOften ? err(tooOften) : run(actor, input);
  });

/** What somebody does to have the second factor that their team demands: they may do nothing else yet. */
export const defineNewcomerAction = <S extends z.ZodType, T, E extends { code: string }>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<Result<T, E>>,
) =>
  guard(schema, async (input: z.output<S>) => {
    const signedIn = await currentSignedIn();
    if (!signedIn) throw new AppError("unauthenticated", "No live session");
    return run(signedIn.actor, input);
  });

/** A write that needs no session: signing in, setting up, choosing a language at the door. */
export const definePublicAction = <S extends z.ZodType, T, E extends { code: string }>(
  schema: S,
  run: (input: z.output<S>) => Promise<Result<T, E>>,
) => guard(schema, run);

function guard<S extends z.ZodType, T, E extends { code: string }>(
  schema: S,
  run: (input: z.output<S>) => Promise<Result<T, E>>,
) {
  return async (input: z.input<S>): Promise<Result<T, E | ActionError>> => {
    try {
      await requireOwnOrigin();
      const parsed = schema.safeParse(input);
      if (!parsed.success) return err({ code: "invalid_input", fields: fieldsOf(parsed.error) });
      const unstorable = findUnstorable(parsed.data);
      if (unstorable) return err({ code: "invalid_input", fields: unstorableField(unstorable) });
      return await run(parsed.data);
    } catch (cause) {
      unstable_rethrow(cause);
      const code = cause instanceof AppError ? cause.code : "internal";
      if (code === "internal") createLogger(getSettings().logLevel).error(cause, "action failed");
      return code === "invalid_input" ? err({ code, fields: {} }) : err({ code });
    }
  };
}

async function requireOwnOrigin() {
  const given = await headers();
  const proof = { origin: given.get("origin"), secFetchSite: given.get("sec-fetch-site") };
  if (!isOwnRequest(proof, getSettings().publicUrl)) {
    throw new AppError("forbidden", "A write from another origin");
  }
}

const unstorableField = ([name]: string[]) => (name ? { [name]: ["unstorable_characters"] } : {});

const fieldsOf = (error: z.ZodError) =>
  z.flattenError(error).fieldErrors as Record<string, string[] | undefined>;
