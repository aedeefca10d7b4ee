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

export const projectViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  /** Not everybody of the team sees it. */
  isClosed: z.boolean(),
});
export type ProjectView = z.output<typeof projectViewSchema>;

/** Far above any team: a list has an end. */
export const PROJECTS_MAX = 10_000;

/** The same. */
const MEMBERS_MAX = 1_000;

/** Who sees a project beside owners and admins: everybody, or these people. */
export const setOpennessSchema = z.strictObject({
  projectId: z.ulid(),
  isClosed: z.boolean(),
  memberIds: z.array(z.ulid()).max(MEMBERS_MAX),
});
export type SetOpenness = z.output<typeof setOpennessSchema>;

export const opennessViewSchema = z.object({
  isClosed: z.boolean(),
  /** Everybody whose role does not see every project. */
  people: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.enum(["owner", "admin", "designer", "reviewer"]),
        isSelf: z.boolean(),
        isMember: z.boolean(),
      }),
    )
    .max(MEMBERS_MAX),
});
export type OpennessView = z.output<typeof opennessViewSchema>;
