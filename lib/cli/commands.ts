import { backup } from "@/lib/cli/backup/backup";
import { backupList } from "@/lib/cli/backup/list";
import { backupPrune } from "@/lib/cli/backup/prune";
import { restore } from "@/lib/cli/backup/restore";
import { backupVerify } from "@/lib/cli/backup/verify";
import { budgetList, budgetSet } from "@/lib/cli/budget";
import type { Command } from "@/lib/cli/command";
import { doctor } from "@/lib/cli/doctor";
import { keptGet, keptList } from "@/lib/cli/kept";
import { ledgerVerify } from "@/lib/cli/ledger";
import { logVerify } from "@/lib/cli/log";
import { pause, resume } from "@/lib/cli/pause";
import { priceList, priceSet } from "@/lib/cli/price";
import { reconcile } from "@/lib/cli/reconcile";
import { resetPasswordCommand } from "@/lib/cli/reset-password";
import { secretsRotate } from "@/lib/cli/secrets";

/** In the order of `--help`. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["doctor", doctor],
  ["pause", pause],
  ["resume", resume],
  ["reconcile", reconcile],
  ["kept list", keptList],
  ["kept get", keptGet],
  ["ledger verify", ledgerVerify],
  ["log verify", logVerify],
  ["budget list", budgetList],
  ["budget set", budgetSet],
  ["price list", priceList],
  ["price set", priceSet],
  ["backup", backup],
  ["backup list", backupList],
  ["backup verify", backupVerify],
  ["backup prune", backupPrune],
  ["restore", restore],
  ["reset-password", resetPasswordCommand],
  ["secrets rotate", secretsRotate],
]);
