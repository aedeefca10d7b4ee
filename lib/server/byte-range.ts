import type { ByteRange } from "@/lib/ports/object-storage";

/** One `bytes=` range, `null` for none, "unsatisfiable" for 416. Lists of ranges are answered in full. */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match) return null;
  const [, first = "", last = ""] = match;
  if (first === "") return last === "" ? null : suffixRange(Number(last), sizeBytes);
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  const end = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return start >= sizeBytes ? "unsatisfiable" : { start, end };
}

function suffixRange(wanted: number, sizeBytes: number): ByteRange | "unsatisfiable" {
  const length = Math.min(wanted, sizeBytes);
  return length === 0 ? "unsatisfiable" : { start: sizeBytes - length, end: sizeBytes - 1 };
}
