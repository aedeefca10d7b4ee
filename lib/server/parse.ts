import "server-only";

import type { z } from "zod";
import { findUnstorable } from "@/lib/server/storable";
import { AppError } from "@/lib/shared/app-error";

/** @throws {AppError} `invalid_input` */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError("invalid_input", parsed.error.message);
  const unstorable = findUnstorable(parsed.data);
  if (unstorable) throw new AppError("invalid_input", `Cannot be stored: ${unstorable.join(".")}`);
  return parsed.data;
}
