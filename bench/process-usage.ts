import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever the kernel's own clock is. */
const TICK_MS = 10;

/** CPU of all threads of a process since its start, ms. */
export function cpuMs(pid: number): number {
  // After the name, which may hold spaces: fields 14 and 15 of proc(5) are the 12th and 13th.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory now and at its highest since `resetPeak`. */
export function memoryBytes(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;
  return { now: field("VmRSS"), peak: field("VmHWM") };
}

/** The highest from here on is what `memoryBytes` tells. */
export const resetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, "5");

/** @throws {Error} when `parent` has no child whose command line holds `text`. */
export function childOf(parent: number, text: string): number {
  const pid = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((name) => isChild(name, parent, text));
  if (!pid) throw new Error(`Process ${parent} has no child ${text}`);
  return Number(pid);
}

function isChild(pid: string, parent: number, text: string): boolean {
  try {
    const [, parentPid] =
      readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (
      Number(parentPid) === parent && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text)
    );
  } catch {
    // It has ended in the meantime.
    return false;
  }
}
