import { describe, expect, test } from "vitest";
import { readAsked, searchOf } from "@/components/log/log-search";

const read = (query: string) => readAsked(new URLSearchParams(query));
const NOTHING = { who: "", action: "", q: "", from: "", until: "" };

describe("An address of the log", () => {
  test("says what is looked for, and all of it", () => {
    const asked = {
      ...{ who: "01KJMA0FM8Z3NGCWZWJAZKJHN3", action: "role_changed", q: "lin" },
      ...{ from: "2026-11-01", until: "2026-11-27" },
    };
    expect(read(new URLSearchParams(asked).toString())).toEqual(asked);
    expect(read("who=operator").who).toBe("operator");
  });

  test.each([
    "who=me",
    "who=visitor",
    "action=constructor",
    "action=toString",
    "from=yesterday",
    "from=2026-02-31",
    "until=2026-13-01",
    "until=2026-1-1",
    "",
  ])("leaves out what nobody could choose: %s", (query) => {
    expect(read(query)).toEqual(NOTHING);
  });

  test("asks for whole days where the person is, the last one too", () => {
    const asked = { ...NOTHING, action: "" as const, from: "2026-11-01", until: "2026-11-01" };
    const { from = "", until = "" } = searchOf(asked);
    expect(new Date(from)).toEqual(new Date(2026, 10, 1));
    expect(new Date(until)).toEqual(new Date(2026, 10, 2));
  });

  test("asks for nothing where nothing is said", () => {
    expect(searchOf({ ...NOTHING, action: "", q: "  " })).toEqual({});
  });
});
