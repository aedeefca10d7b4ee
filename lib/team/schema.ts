import { z } from "zod";
import { emailSchema, nameSchema, newPasswordSchema } from "@/lib/account/schema";
import { PROJECTS_MAX, projectViewSchema } from "@/lib/project/schema";
import { ROLES } from "@/lib/team/schema/facts";

export const roleSchema = z.enum(ROLES);

export const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type Invite = z.output<typeof inviteSchema>;

export const invitationIdSchema = z.strictObject({ invitationId: z.ulid() });

export const changeRoleSchema = z.strictObject({ personId: z.ulid(), role: roleSchema });
export type ChangeRole = z.output<typeof changeRoleSchema>;

export const personIdSchema = z.strictObject({ personId: z.ulid() });

export const requireFactorSchema = z.strictObject({ isRequired: z.boolean() });

const tokenSchema = z.string().min(1).max(200);

export const invitationTokenSchema = z.strictObject({ token: tokenSchema });

/** The address, the role and the team are those of the invitation. */
export const acceptInvitationSchema = z.strictObject({
  token: tokenSchema,
  name: nameSchema,
  password: newPasswordSchema,
});
export type AcceptInvitation = z.output<typeof acceptInvitationSchema>;

/** What the door shows of an invitation before it is accepted. */
export type InvitationView = { teamName: string; email: string; role: z.infer<typeof roleSchema> };

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  /** ISO 8601; null for who has never been here. */
  lastSeenAt: z.string().nullable(),
  isSelf: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** The reader can take the second factor away, for who has lost it. */
  mayResetFactor: z.boolean(),
  /** Why the role cannot be changed; null when it can. */
  fixed: z.enum(["not_allowed", "last_owner"]).nullable(),
});
export type PersonView = z.infer<typeof personSchema>;

const openInvitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
  isExpired: z.boolean(),
  /** It can be renewed and revoked. */
  mayChange: z.boolean(),
});
export type OpenInvitationView = z.infer<typeof openInvitationSchema>;

/** Of a team, for whoever looks after it. */
export const peopleViewSchema = z.object({
  people: z.array(personSchema),
  invitations: z.array(openInvitationSchema),
  /** What the reader can hand out, highest first. */
  grantable: z.array(roleSchema),
  /** Owners and admins need a second factor. */
  isFactorRequired: z.boolean(),
  /** The reader can change that. */
  mayRequireFactor: z.boolean(),
});
export type PeopleView = z.infer<typeof peopleViewSchema>;

/** Who the reader is now. */
/** What of a person may change while their screen stands open. */
export const selfViewSchema = z.object({
  role: roleSchema,
  projects: z.array(projectViewSchema).max(PROJECTS_MAX),
});
