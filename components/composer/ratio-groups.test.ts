import { expect, test } from "vitest";
import { groupRatios } from "@/components/composer/ratio-groups";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";

test("every ratio has its group in the picker", () => {
  const groups = groupRatios(ASPECT_RATIOS);
  expect(groups.map(({ group }) => group)).toEqual(["square", "portrait", "landscape"]);
  expect(groups.flatMap(({ ratios }) => ratios).sort()).toEqual([...ASPECT_RATIOS].sort());
  expect(groups[1]?.ratios).toContain("1:8");
  expect(groups[2]?.ratios).toContain("8:1");
});
