import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import type { Role } from "@/lib/shared/actor";

/** To bring pictures into the library, and to say where they are from. */
export const canUpload = (role: Role) => role !== "reviewer";

/** The shape that a search finds it by. */
export function nearestRatio({ width, height }: { width: number; height: number }) {
  const far = (ratio: string) => {
    const [across = 1, down = 1] = ratio.split(":").map(Number);
    // As much too wide as too narrow.
    return Math.abs(Math.log(width / height / (across / down)));
  };
  return ASPECT_RATIOS.reduce((best, ratio) => (far(ratio) < far(best) ? ratio : best));
}
