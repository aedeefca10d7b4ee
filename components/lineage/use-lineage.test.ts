import { expect, test } from "vitest";
import { chainTo } from "@/components/lineage/use-lineage";
import type { Lineage } from "@/lib/lineage/schema";

const family = (...imageIds: string[]) =>
  ({ chain: imageIds.map((imageId) => ({ imageId })), children: [] }) as unknown as Lineage;

test("the family of the picture before is not taken for that of the one that is open now", () => {
  expect(chainTo(family("root", "colder"), "warmer")).toBeNull();
  expect(chainTo(undefined, "warmer")).toBeNull();
  expect(chainTo(family("root"), null)).toBeNull();
});

test("the way to the open picture is its own, root first", () => {
  const way = chainTo(family("root", "colder"), "colder");
  expect(way?.map(({ imageId }) => imageId)).toEqual(["root", "colder"]);
});
