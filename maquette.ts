import path from "node:path";
import { openStudio } from "@/lib/cli/open-studio";
import { runCli } from "@/lib/cli/run";
import { processTerminal } from "@/lib/cli/terminal";

// Next to `dist`, where this program is bundled to.
const root = path.join(import.meta.dirname, "..");
const exitCode = await runCli(process.argv.slice(2), {
  terminal: processTerminal,
  openStudio: () => openStudio(root),
});
// The connections that are still open have nothing left to do.
process.exit(exitCode);
