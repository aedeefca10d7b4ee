import type { Role } from "@/lib/shared/actor";

/** What the others spend is the business of whoever looks after the team. */
export const canSeeTeamUsage = (role: Role) => role === "owner" || role === "admin";
