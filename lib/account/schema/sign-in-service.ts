import { z } from "zod";
import { addProofSchema } from "@/lib/account/schema/passkey";

/** Those that an operator can set up: one of their own that speaks OpenID Connect, and two that many have. */
export const SERVICE_IDS = ["oidc", "google", "github"] as const;
export const serviceIdSchema = z.enum(SERVICE_IDS);
export type ServiceId = z.infer<typeof serviceIdSchema>;

/** As people know it, such as `GitHub`. */
export type SignInService = { id: ServiceId; name: string };

export const serviceSchema = z.strictObject({ service: serviceIdSchema });

export const connectServiceSchema = z.strictObject({
  service: serviceIdSchema,
  proof: addProofSchema,
});
export type ConnectService = z.output<typeof connectServiceSchema>;

/** Of one that is set up, or that the reader has connected while it was. */
export const serviceViewSchema = z.object({
  id: serviceIdSchema,
  name: z.string(),
  isSetUp: z.boolean(),
  /** The reader's own account there; null while it is not connected. */
  connected: z.object({ email: z.string(), since: z.string() }).nullable(),
});
export type ServiceView = z.infer<typeof serviceViewSchema>;

export const servicesViewSchema = z.object({ services: z.array(serviceViewSchema) });
