import { parseArgs } from "node:util";
import {
  type Command,
  ConfigurationError,
  DATABASE_AWAY,
  EXIT,
  type Given,
  type Studio,
  type Terminal,
  UsageError,
} from "@/lib/cli/command";
import { COMMANDS } from "@/lib/cli/commands";
import { redact } from "@/lib/server/logger";

type Tool = {
  terminal: Terminal;
  /** @throws {ConfigurationError} */
  openStudio: () => Promise<Studio>;
};

/** Runs one command line of the operator's tool. @returns its exit code, one of `EXIT` */
export async function runCli(args: readonly string[], { terminal, openStudio }: Tool) {
  try {
    const [name, command] = findCommand(args);
    if (!command || args.includes("--help")) {
      terminal.print(command ? helpOf(command) : overview());
      return EXIT.good;
    }
    const given = parse(command, args.slice(name.split(" ").length));
    const studio = await openStudio();
    if (!command.runsWithoutDatabase && !(await studio.ports.database.isReachable()))
      throw new ConfigurationError(DATABASE_AWAY);
    const outcome = await command.run(studio, given, terminal);
    if (given.flags["json"]) terminal.print(JSON.stringify(outcome.json));
    else for (const line of outcome.lines) terminal.print(line);
    return outcome.isGood ? EXIT.good : EXIT.failed;
  } catch (cause) {
    terminal.note(redact(cause instanceof Error ? cause.message : String(cause)));
    return exitCodeOf(cause);
  }
}

function exitCodeOf(cause: unknown) {
  if (cause instanceof UsageError) return EXIT.usage;
  return cause instanceof ConfigurationError ? EXIT.configuration : EXIT.failed;
}

/** @throws {UsageError} when the first words name no command; none at all asks for help */
function findCommand(args: readonly string[]): [name: string, command: Command | null] {
  const [first = "--help", second = ""] = args;
  if (first === "--help") return ["", null];
  for (const name of [`${first} ${second}`, first]) {
    const command = COMMANDS.get(name);
    if (command) return [name, command];
  }
  throw new UsageError(`There is no command "${first}". See: maquette --help`);
}

function parse(command: Command, args: readonly string[]): Given {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, json: { type: "boolean" } },
      allowPositionals: command.takesWords ?? false,
    });
    return { flags: values as Given["flags"], words: positionals };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${reason}\nUsage: maquette ${command.usage}`, { cause });
  }
}

const helpOf = ({ usage, summary }: Command) =>
  [`Usage: maquette ${usage} [--json]`, summary, "", ...EXIT_CODES].join("\n");

function overview(): string {
  const commands = [...COMMANDS.values()].map(
    ({ usage, summary }) => `  ${usage}\n      ${summary}`,
  );
  return ["Usage: maquette COMMAND [--json] [--help]", "", ...commands, "", ...EXIT_CODES].join(
    "\n",
  );
}

const EXIT_CODES = [
  "Exit codes: 0 good, 1 a check or the work failed, 2 the command line is wrong,",
  "78 the installation cannot be reached as it is configured.",
];
