import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

const SIZE_BYTES_MAX = 10 * 1024 * 1024;
const LOUD_LEVELS = new Set(["warn", "error", "fatal"]);

/**
 * A log on disk that starts anew at 10 MB and keeps one older file. It never fails: when the disk is full, lines are
 * lost and the program goes on.
 * @returns {(text: string) => void}
 */
export function openLog(file) {
  const open = () => openSync(file, "a", 0o600);
  let descriptor = open();
  return (text) => {
    try {
      if (fstatSync(descriptor).size > SIZE_BYTES_MAX) {
        closeSync(descriptor);
        renameSync(file, `${file}.1`);
        descriptor = open();
      }
      writeSync(descriptor, text);
    } catch {
      // Nowhere to tell.
    }
  };
}

/** A line of a child's log as the operator should see it in the terminal, or null: the log file has the rest. */
export function forTerminal(name, line) {
  try {
    const { level, msg, err } = JSON.parse(line);
    if (!LOUD_LEVELS.has(level)) return null;
    return [`${name}: ${msg ?? level}`, err?.message].filter(Boolean).join(": ");
  } catch {
    return null;
  }
}
