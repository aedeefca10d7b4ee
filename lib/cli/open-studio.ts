import { ConfigurationError, type Studio } from "@/lib/cli/command";
import { composePorts } from "@/lib/server/composition";
import { readSettings } from "@/lib/server/env";

/** @throws {ConfigurationError} that names every setting that is wrong */
export async function openStudio(root: string): Promise<Studio> {
  try {
    const settings = readSettings();
    return { root, settings, ports: composePorts(settings) };
  } catch (cause) {
    throw new ConfigurationError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
