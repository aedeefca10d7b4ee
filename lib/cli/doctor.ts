import path from "node:path";
import { type Command, DATABASE_AWAY, type Studio } from "@/lib/cli/command";
import { checkBackup } from "@/lib/cli/doctor/backup";
import { attempt, type Check, fail } from "@/lib/cli/doctor/check";
import {
  checkFileSystem,
  checkFreeDisk,
  checkMode,
  checkSingleInstance,
} from "@/lib/cli/doctor/data-folder";
import {
  checkDurability,
  checkHeartbeat,
  checkMigrations,
  checkServerVersion,
} from "@/lib/cli/doctor/database";
import { checkClock, checkGateway } from "@/lib/cli/doctor/gateway";
import { checkLog } from "@/lib/cli/doctor/log";
import { checkSending, checkWords } from "@/lib/cli/doctor/sending";
import { checkStorage } from "@/lib/cli/doctor/storage";
import { checkNode, checkPackages } from "@/lib/cli/doctor/versions";
import { runLiveChecks } from "@/lib/cli/live/run-live-checks";
import { BACKUP_FAILED, BACKUP_MADE } from "@/lib/ports/backup-facts";
import { readSending } from "@/lib/sending/service/read";

export const doctor: Command = {
  usage: "doctor [--live [--yes]]",
  summary:
    "Looks whether all is well; --live also tries the gateway and asks before each paid step.",
  options: { live: { type: "boolean" }, yes: { type: "boolean" } },
  runsWithoutDatabase: true,
  async run(studio, { flags }, terminal) {
    const checks = await examine(studio);
    const isWell = checks.every(({ state }) => state !== "fail");
    const lines = [...checks.map(lineOf), summary(checks)];
    if (!flags["live"] || !isWell)
      return { isGood: isWell, lines, json: { isGood: isWell, checks } };

    for (const line of lines) terminal.note(line);
    const live = await runLiveChecks(studio, terminal, flags["yes"] === true);
    const isGood = live.every(({ state }) => state !== "fail");
    return { isGood, lines: [summary(live)], json: { isGood, checks, live } };
  },
};

async function examine(studio: Studio): Promise<Check[]> {
  const { root, ports, settings } = studio;
  const { dataDir } = settings;
  const checks = [
    await attempt("node", async () => checkNode(process.versions.node)),
    await attempt("packages", () => checkPackages(root)),
    await attempt("data folder", () => checkMode(dataDir)),
    await attempt("file system", () => checkFileSystem(dataDir)),
    await attempt("free disk", () => checkFreeDisk(dataDir)),
    await attempt("single instance", () => checkSingleInstance(dataDir)),
    await attempt("storage", () => checkStorage(ports)),
  ].flat();
  if (!(await ports.database.isReachable())) return [...checks, fail("database", DATABASE_AWAY)];
  // The keys of the gateway have their rows in the database.
  const gateway = await attempt("gateway", () => checkGateway(ports));
  const sending = await attempt("sending", async () => checkSending(await readSending(ports)));
  const words = await attempt("gateway words", async () =>
    checkWords(await ports.gatewayWords.list()),
  );
  const backup = await attempt("backup", async () => {
    const [made, failed] = await Promise.all([
      ports.installation.findFact(BACKUP_MADE),
      ports.installation.findFact(BACKUP_FAILED),
    ]);
    return checkBackup({ made, failed }, ports.clock.now());
  });
  const log = await attempt("log", async () => checkLog(await ports.audit.checkChains()));
  return [
    ...checks,
    ...(await examineDatabase(studio)),
    ...backup,
    ...log,
    ...gateway,
    ...sending,
    ...words,
  ];
}

async function examineDatabase({ root, ports }: Studio): Promise<Check[]> {
  const { clock, installation } = ports;
  const checks = [
    await attempt("postgresql", async () => {
      const server = await installation.readServer();
      const offsetMs = server.now.getTime() - clock.now().getTime();
      return [
        checkServerVersion(server),
        checkDurability(server),
        checkClock("database clock", offsetMs, "The database's clock"),
      ];
    }),
    await attempt("migrations", async () =>
      checkMigrations(path.join(root, "prisma/migrations"), await installation.listMigrations()),
    ),
    await attempt("worker", async () => {
      const { now } = await installation.readServer();
      return checkHeartbeat(await installation.lastHeartbeatAt(), now);
    }),
  ];
  return checks.flat();
}

const LABELS = { ok: "ok  ", warn: "warn", fail: "FAIL" } as const;

const lineOf = ({ name, state, sentence }: Check) =>
  `${LABELS[state]}  ${name.padEnd(17)}${sentence}`;

function summary(results: readonly { state: string }[]): string {
  const count = (state: string) => results.filter((result) => result.state === state).length;
  const skipped = count("skipped");
  return `${count("ok")} good, ${count("warn")} to look at, ${count("fail")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}.`;
}
