import { expect, test } from "vitest";
import { pressFor } from "@/components/composer/press";

const asked = (body: string, goesFirst = false) => ({ body, goesFirst });

test("a press that nobody answered is taken up again while the draft is the same", () => {
  const first = pressFor(null, asked("draft"), () => "one");
  expect(pressFor(first, asked("draft"), () => "two")).toBe(first);
  expect(pressFor(first, asked("another"), () => "two").requestId).toBe("two");
});

test("it is the same press also when it was to go first this time", () => {
  const first = pressFor(null, asked("draft"), () => "one");
  expect(pressFor(first, asked("draft", true), () => "two")).toBe(first);
});
