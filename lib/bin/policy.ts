import type { Erasure, Fate } from "@/lib/bin/schema";
import { BIN_DAYS } from "@/lib/bin/schema/facts";
import type { Role } from "@/lib/shared/actor";

/** To delete for good what the team has paid for. */
export const canErase = (role: Role) => role === "owner" || role === "admin";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was put into the bin then or earlier has had its days. */
export const dueBefore = (now: Date) => new Date(now.getTime() - BIN_DAYS * DAY_MS);

/** Days until it goes, begun ones too; 0 once it waits for the night. */
export const daysLeft = (binnedAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((binnedAt.getTime() - dueBefore(now).getTime()) / DAY_MS));

/** What speaks of a picture and of its bytes; `UseRecord` of the ports has these fields. */
type Use = {
  imageId: string;
  sha256: string;
  sizeBytes: number;
  isUnderWay: boolean;
  isParent: boolean;
  isStaged: boolean;
  isReferenced: boolean;
  otherCount: number;
};

/** Null: its row goes. */
function stayOf({ isUnderWay, isParent, isStaged }: Use): Fate | null {
  if (isUnderWay) return "under_way";
  if (isParent) return "goes_on";
  return isStaged ? "staged" : null;
}

/** In the order of `uses`, which are deleted together. */
export function fatesOf<U extends Use>(uses: readonly U[]): { use: U; fate: Fate }[] {
  const staying = new Set(uses.filter((use) => stayOf(use)).map(({ sha256 }) => sha256));
  return uses.map((use) => {
    const stay = stayOf(use);
    if (stay) return { use, fate: stay };
    if (use.isReferenced) return { use, fate: "referenced" };
    const hasTwin = use.otherCount > 0 || staying.has(use.sha256);
    return { use, fate: hasTwin ? "twin" : "freed" };
  });
}

export const NOTHING_ERASED: Erasure = {
  ...{ count: 0, freedCount: 0, freedBytes: 0, underWayCount: 0 },
  kept: { goes_on: 0, staged: 0, referenced: 0, twin: 0 },
};

export function erasureOf(uses: readonly Use[]): Erasure {
  const fates = fatesOf(uses);
  const countOf = (wanted: Fate) => fates.filter(({ fate }) => fate === wanted).length;
  const freed = fates.filter(({ fate }) => fate === "freed");
  // Two pictures of the same bytes take their room once.
  const sizes = new Map(freed.map(({ use }) => [use.sha256, use.sizeBytes]));
  const underWayCount = countOf("under_way");
  return {
    count: uses.length - underWayCount,
    freedCount: freed.length,
    freedBytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    underWayCount,
    kept: {
      goes_on: countOf("goes_on"),
      staged: countOf("staged"),
      referenced: countOf("referenced"),
      twin: countOf("twin"),
    },
  };
}

export const addErasures = (one: Erasure, other: Erasure): Erasure => ({
  count: one.count + other.count,
  freedCount: one.freedCount + other.freedCount,
  freedBytes: one.freedBytes + other.freedBytes,
  underWayCount: one.underWayCount + other.underWayCount,
  kept: {
    goes_on: one.kept.goes_on + other.kept.goes_on,
    staged: one.kept.staged + other.kept.staged,
    referenced: one.kept.referenced + other.kept.referenced,
    twin: one.kept.twin + other.kept.twin,
  },
});
