import type { Command } from "@/lib/cli/command";
import { doctor } from "@/lib/cli/doctor";

/** In the order of `--help`. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([["doctor", doctor]]);
