import type { Role } from "@/lib/shared/actor";

/** Highest first. */
export const ROLES = ["owner", "admin", "designer", "reviewer"] as const satisfies readonly Role[];

export const PEOPLE_PATH = "/settings/people";
export const PROFILE_PATH = "/settings/profile";
