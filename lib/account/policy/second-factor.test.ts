import { expect, test } from "vitest";
import { typedCode } from "@/lib/account/policy/second-factor";

test.each([
  ["287082", "app", "287082"],
  [" 287 082 ", "app", "287082"],
  ["287-082", "app", "287082"],
  ["ABCD-EFGH-2345-MNOP", "recovery", "ABCD-EFGH-2345-MNOP"],
  ["abcd efgh2345mnop", "recovery", "ABCD-EFGH-2345-MNOP"],
])("%j is typed for the %s: %s", (typed, kind, text) => {
  expect(typedCode(typed)).toEqual({ kind, text });
});
