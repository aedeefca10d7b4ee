import "server-only";

import type { z } from "zod";
import { findUnstorable } from "@/lib/server/storable";
import { AppError } from "@/lib/shared/app-error";

/** Of ten thousand wrong ids one is told: the others cost time and say the same. */
const firstIssue = ({ issues: [first] }: z.ZodError) =>
  `${first?.path.map(String).join(".")}: ${first?.message}`;

/** @throws {AppError} `invalid_input` */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError("invalid_input", firstIssue(parsed.error));
  const unstorable = findUnstorable(parsed.data);
  if (unstorable) throw new AppError("invalid_input", `Cannot be stored: ${unstorable.join(".")}`);
  return parsed.data;
}
