import { type Check, fail, ok, warn } from "@/lib/cli/doctor/check";
import { backupFailureOf } from "@/lib/ports/backup-facts";
import type { InstallationFact } from "@/lib/ports/installation-repository";

const HOUR_MS = 60 * 60_000;
const AGE_MAX_MS = 36 * HOUR_MS;
const CURE = "run maquette backup, or set MAQUETTE_BACKUP_DAYS for one each night";

type Facts = { made: InstallationFact | null; failed: InstallationFact | null };

/** How old the last backup is, and whether one has come to nothing since. */
export function checkBackup({ made, failed }: Facts, now: Date): Check {
  const failure = backupFailureOf(failed);
  if (failed && failure) {
    const age = made ? `the last good one is ${ageOf(made, now)} old` : "there is no good one";
    return fail(
      "backup",
      `The last one, ${ageOf(failed, now)} ago, failed (${failure.message}); ${age}.`,
    );
  }
  if (!made) return warn("backup", `There is none yet: ${CURE}.`);
  const { name } = made.value as { name: string };
  const isOld = now.getTime() - made.measuredAt.getTime() > AGE_MAX_MS;
  return isOld
    ? warn("backup", `The last, ${name}, is ${ageOf(made, now)} old: ${CURE}.`)
    : ok("backup", `The last, ${name}, is ${ageOf(made, now)} old.`);
}

function ageOf({ measuredAt }: InstallationFact, now: Date): string {
  const hours = Math.max(0, Math.floor((now.getTime() - measuredAt.getTime()) / HOUR_MS));
  if (hours < 1) return "less than an hour";
  if (hours < 48) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
