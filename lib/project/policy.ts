import { projectCode } from "@/lib/account/policy";
import type { Role } from "@/lib/shared/actor";

/** Everybody who makes pictures may make a place for them. */
export const canMakeProjects = (role: Role) => role !== "reviewer";

/** Who looks after the team is shut out of nothing; of a closed project the others are members, or it is not there. */
export const seesEveryProject = (role: Role) => role === "owner" || role === "admin";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The letters of a name; where they are taken, the nearest code that is free. Figures are left out. */
export function suggestCode(name: string, taken: readonly string[]): string {
  const code = projectCode(name.replace(/\d+/g, " "));
  const stem = code.slice(0, 3);
  const pairs = LETTERS.flatMap((first) =>
    LETTERS.map((second) => stem.slice(0, 2) + first + second),
  );
  const candidates = [code, ...LETTERS.map((letter) => stem + letter), ...pairs];
  return candidates.find((candidate) => !taken.includes(candidate)) ?? code;
}

/** What the address asks for, else what was chosen last, else the first. */
export const currentProject = <P extends { id: string; code: string }>(
  projects: readonly P[],
  { asked, lastId }: { asked: string | null; lastId: string | null },
): P | undefined =>
  projects.find(({ code }) => code === asked) ??
  projects.find(({ id }) => id === lastId) ??
  projects[0];
