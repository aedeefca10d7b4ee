import { type Command, type Given, UsageError } from "@/lib/cli/command";
import { parseUsd, usd } from "@/lib/cli/money";
import { BUDGET_SCOPES, type BudgetScope } from "@/lib/money/schema";
import { listBudgets, setBudget } from "@/lib/money/service/ledger";
import type { TeamFacts } from "@/lib/ports/installation-repository";
import type { BudgetRecord } from "@/lib/ports/ledger";
import type { Ports } from "@/lib/ports/ports";

const WHERE = "[--team NAME] [--month YYYY-MM]";
const OPTIONS = { team: { type: "string" }, month: { type: "string" } } as const;

export const budgetList: Command = {
  usage: `budget list ${WHERE}`,
  summary: "What is spent and reserved this month, and the limits.",
  options: OPTIONS,
  async run({ ports }, given) {
    const teams = await ports.installation.listTeams();
    const month = monthOf(ports, given);
    const teamId = given.flags["team"] === undefined ? null : findTeam(teams, given).id;
    const budgets = await listBudgets(ports, { teamId, month });
    const lines = budgets.map((budget) => lineOf(budget, teams));
    return {
      isGood: true,
      lines: lines.length > 0 ? lines : [`Nothing is spent and no limit is set in ${month}.`],
      json: { month, budgets },
    };
  },
};

export const budgetSet: Command = {
  usage: `budget set team|project|person [CODE|EMAIL] USD|none [--sandbox] ${WHERE}`,
  summary: "Sets or takes away a monthly limit, from this month on.",
  takesWords: true,
  options: { ...OPTIONS, sandbox: { type: "boolean" } },
  async run({ ports }, given) {
    const team = findTeam(await ports.installation.listTeams(), given);
    const { scope, name, amount } = readWords(given.words);
    const key = {
      teamId: team.id,
      scope,
      scopeId: findScopeId(team, scope, name),
      month: monthOf(ports, given),
      isSandbox: given.flags["sandbox"] === true,
    };
    const capMicroUsd = amount === "none" ? null : parseUsd(amount);
    await setBudget(ports, { ...key, name: name ?? team.name }, capMicroUsd);
    const limit = capMicroUsd === null ? "no limit" : `a limit of ${usd(capMicroUsd)} a month`;
    const line = `The ${scope} ${name ?? team.name} has ${limit} from ${key.month} on.`;
    return { isGood: true, lines: [line], json: { ...key, capMicroUsd } };
  },
};

/** @throws {UsageError} */
function readWords(words: readonly string[]) {
  const scope = BUDGET_SCOPES.find((each) => each === words[0]);
  const [name, amount] = scope === "team" ? [undefined, words[1]] : [words[1], words[2]];
  if (!scope || words.length !== (scope === "team" ? 2 : 3))
    throw new UsageError(`Usage: maquette ${budgetSet.usage}`);
  return { scope, name, amount };
}

/** The one that is named, or the only one. @throws {UsageError} */
function findTeam(teams: readonly TeamFacts[], { flags }: Given): TeamFacts {
  const wanted = flags["team"];
  const isNamed = ({ id, name }: TeamFacts) => wanted === id || wanted === name;
  const found = wanted === undefined ? teams : teams.filter(isNamed);
  const [team, another] = found;
  if (team && !another) return team;
  const names = teams.map(({ name }) => name).join(", ");
  throw new UsageError(`Name one team with --team: ${names || "there is none yet"}.`);
}

/** @throws {UsageError} */
function findScopeId(team: TeamFacts, scope: BudgetScope, name = ""): string {
  if (scope === "team") return team.id;
  const members = scope === "project" ? team.projects : team.people;
  const found = members.find((member) => member.name.toLowerCase() === name.toLowerCase());
  if (found) return found.id;
  const names = members.map((member) => member.name).join(", ");
  throw new UsageError(`The team ${team.name} has no ${scope} "${name}", but ${names}.`);
}

/** @throws {UsageError} */
function monthOf({ clock }: Pick<Ports, "clock">, { flags }: Given): string {
  const month = String(flags["month"] ?? clock.now().toISOString().slice(0, 7));
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new UsageError(`"${month}" is no YYYY-MM.`);
  return month;
}

function lineOf(budget: BudgetRecord, teams: readonly TeamFacts[]): string {
  const { scope, scopeId, capMicroUsd, reservedMicroUsd, spentMicroUsd, isSandbox } = budget;
  const team = teams.find(({ id }) => id === budget.teamId);
  const members = team ? [team, ...team.projects, ...team.people] : [];
  const name = members.find(({ id }) => id === scopeId)?.name ?? scopeId;
  const limit = capMicroUsd === null ? "no limit" : `of ${usd(capMicroUsd)}`;
  const who = `${scope} ${name}${isSandbox ? " (sandbox)" : ""}`;
  return `${who}: ${usd(spentMicroUsd)} spent, ${usd(reservedMicroUsd)} reserved, ${limit}`;
}
