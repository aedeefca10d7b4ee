import type { Actor, Role, Visit } from "@/lib/shared/actor";

/** It says who comes and goes, and from where. */
export const canReadLog = (role: Role) => role === "owner" || role === "admin";

/** Of what a person does: whose log it is in, and who did it from where. */
export const byActor = ({ teamId, userId: personId, visit }: Actor) => ({
  teamId,
  author: { by: "person" as const, personId, visit },
});

/** Of somebody who has no session yet, or none any more. */
export const byPerson = (personId: string, visit: Visit | undefined) => ({
  author: { by: "person" as const, personId, visit },
});

export const BY_OPERATOR = { by: "operator" } as const;
export const BY_STUDIO = { by: "studio" } as const;
