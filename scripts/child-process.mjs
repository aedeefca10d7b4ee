import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
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

/** Name of a process's executable as the kernel shows it; null where there is no /proc or no such process. */
export function processName(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return null;
  }
}

/** Clock ticks between boot and the start of the process: with the pid it names one process. Null without /proc. */
export function startTicks(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name in parentheses may hold spaces; field 22 is the 20th after it (proc(5)).
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  } catch {
    return null;
  }
}

/** The last lines of a text file, or an empty text when it cannot be read. */
export function tail(path, lineCount) {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-lineCount).join("\n");
  } catch {
    return "";
  }
}
