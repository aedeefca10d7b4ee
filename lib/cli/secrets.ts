import type { Command } from "@/lib/cli/command";

/** Safe to cut off anywhere, and to run again. */
export const secretsRotate: Command = {
  usage: "secrets rotate",
  summary: "Makes a new master key and seals every secret with it.",
  async run({ ports, settings }) {
    const { masterKeys, sealedSecrets, vault } = ports;
    masterKeys.renew();
    let count = 0;
    for (const secret of await sealedSecrets.list()) {
      const sealed = vault.rewrap(secret.sealed, secret.place);
      if (sealed && (await sealedSecrets.replace(secret, sealed))) count += 1;
    }
    const prefix = masterKeys.previousPrefix();
    const left = prefix === null ? 0 : await sealedSecrets.countWithPrefix(prefix);
    if (left === 0) masterKeys.forgetPrevious();
    const file = settings.masterKeyFile;
    const lines =
      left === 0
        ? [
            `${count} secrets are sealed with a new master key, in ${file}. The one before is gone.`,
            "Keep a copy of it apart from your backups: without it the secrets of a backup do not open.",
            "On several machines: give each of them this file, and start them again.",
          ]
        : [
            `${left} secrets still need the master key before, which stays in ${file}.previous.`,
            "Somebody saved one just now: run it again.",
          ];
    return { isGood: left === 0, lines, json: { count, left, file } };
  },
};
