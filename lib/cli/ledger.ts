import type { Command } from "@/lib/cli/command";
import { usd } from "@/lib/cli/money";
import { verifyLedger } from "@/lib/money/service/ledger";
import type { LedgerMismatch } from "@/lib/ports/ledger";

export const ledgerVerify: Command = {
  usage: "ledger verify",
  summary: "Compares every budget with the sum of its ledger.",
  async run({ ports }) {
    const mismatches = await verifyLedger(ports);
    const isGood = mismatches.length === 0;
    const lines = isGood ? ["Every budget is the sum of its ledger."] : mismatches.map(lineOf);
    return { isGood, lines, json: { isGood, mismatches } };
  },
};

function lineOf({ scope, scopeId, month, isSandbox, budget, ledger }: LedgerMismatch): string {
  const sums = (of: LedgerMismatch["ledger"]) =>
    `${usd(of.reservedMicroUsd)} reserved and ${usd(of.spentMicroUsd)} spent`;
  const purse = `${scope} ${scopeId} in ${month}${isSandbox ? " (sandbox)" : ""}`;
  return `${purse}: the budget says ${sums(budget)}, its ledger ${sums(ledger)}.`;
}
