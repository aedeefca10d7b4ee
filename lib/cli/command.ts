import type { ParseArgsOptionsConfig } from "node:util";
import type { Ports } from "@/lib/ports/ports";
import type { Settings } from "@/lib/server/env";

export const EXIT = { good: 0, failed: 1, usage: 2, configuration: 78 } as const;

export const DATABASE_AWAY =
  "The database does not answer: start the studio (npm start), or correct DATABASE_URL.";

/** The installation that a command works on. */
export type Studio = {
  /** Folder of the checkout: its lock file, migrations and samples. */
  root: string;
  settings: Settings;
  ports: Ports;
};

/** Where the operator sits. */
export type Terminal = {
  print(line: string): void;
  /** Beside the result: progress, questions, trouble. */
  note(line: string): void;
  /** False at once where nobody can answer. */
  confirm(question: string): Promise<boolean>;
};

export type Given = {
  flags: Readonly<Record<string, string | boolean | undefined>>;
  words: readonly string[];
};

/** What a command has to say: lines for people, or `json` with `--json`. */
export type Outcome = { isGood: boolean; lines: readonly string[]; json: unknown };

export type Command = {
  /** As it is typed after `maquette`, with its words and options. */
  usage: string;
  /** One line of `--help`. */
  summary: string;
  options?: ParseArgsOptionsConfig;
  takesWords?: true;
  /** It can say something while the database is away. */
  runsWithoutDatabase?: true;
  /** @throws {UsageError} */
  run(studio: Studio, given: Given, terminal: Terminal): Promise<Outcome>;
};

/** The command line cannot be understood. The message is one sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The installation cannot be reached as it is configured. The message is one sentence with the cure. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
