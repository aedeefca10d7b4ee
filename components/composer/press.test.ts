import { expect, test } from "vitest";
import { pressFor } from "@/components/composer/press";

test("a press that nobody answered is taken up again while the draft is the same", () => {
  const first = pressFor(null, "draft", () => "one");
  expect(pressFor(first, "draft", () => "two")).toBe(first);
  expect(pressFor(first, "another", () => "two").requestId).toBe("two");
});
