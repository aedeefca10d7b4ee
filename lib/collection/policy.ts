import type { Role } from "@/lib/shared/actor";

/** To make collections and to change them. Everybody of the team sees them. */
export const canCollect = (role: Role) => role !== "reviewer";

/** The search that finds what a collection has: a name may be changed meanwhile. */
export const searchFor = (collectionId: string) => `collection:${collectionId}`;
