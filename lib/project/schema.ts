import { z } from "zod";
import { NAME_LENGTH_MAX } from "@/lib/account/schema/facts";

/** Such as AK: what people say aloud before the day and the number. */
export const PROJECT_CODE = /^[A-Z]{2,4}$/;

const nameSchema = z.string().trim().min(1).max(NAME_LENGTH_MAX);

export const createProjectSchema = z.strictObject({
  name: nameSchema,
  code: z.string().regex(PROJECT_CODE),
});
export type CreateProject = z.output<typeof createProjectSchema>;

export const renameProjectSchema = z.strictObject({ projectId: z.ulid(), name: nameSchema });
export type RenameProject = z.output<typeof renameProjectSchema>;

export const projectIdSchema = z.strictObject({ projectId: z.ulid() });

export type ProjectView = { id: string; name: string; code: string };
