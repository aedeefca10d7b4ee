import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** True while a process with this id runs, whoever owns it. One that only waits to be reaped does not run. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return processFacts(pid)?.state !== "Z";
}

/**
 * What the kernel tells about a process: name of its program, state letter, and clock ticks between boot and its
 * start, which together with the id name one process. Null where there is no /proc or no such process.
 */
export function processFacts(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses and may hold spaces and parentheses itself (proc(5)).
    const [nameStart, nameEnd] = [stat.indexOf("("), stat.lastIndexOf(")")];
    const fields = stat.slice(nameEnd + 2).split(" ");
    return {
      name: stat.slice(nameStart + 1, nameEnd),
      state: fields[0],
      startTicks: Number(fields[19]),
    };
  } catch {
    return null;
  }
}

/** Polls until `condition` holds. False when it did not within `timeoutMs`. */
export async function waitUntil(condition, timeoutMs) {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** The last lines of a text file, or an empty text when it cannot be read. */
export function tail(path, lineCount) {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-lineCount).join("\n");
  } catch {
    return "";
  }
}
