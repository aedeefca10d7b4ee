/** One measured promise. Both figures are medians of the same run. */
export type Comparison = {
  name: string;
  unit: string;
  figures: readonly number[];
  /** Of the peer, or the limit alone. */
  againsts: readonly number[];
  /** Of figure / against: `<=2.0` or `>=0.85`. */
  goal: `${"<=" | ">="}${number}`;
  /** Shown beside the figure; `false` in `also` fails the benchmark. */
  extra?: Record<string, number | string>;
  also?: boolean;
};

export type Line = {
  name: string;
  figure: number;
  unit: string;
  against: number;
  ratio: number;
  goal: string;
  ok: boolean;
  /** Lowest and highest of the repetitions, figure then against. */
  spread: [number, number, number, number];
} & Record<string, unknown>;

export function report({ name, unit, figures, againsts, goal, extra, also = true }: Comparison) {
  const [figure, against] = [median(figures), median(againsts)];
  const ratio = figure / against;
  const limit = Number(goal.slice(2));
  const isMet = goal.startsWith("<=") ? ratio <= limit : ratio >= limit;
  const spread = [figures, againsts].flatMap((all) => [Math.min(...all), Math.max(...all)]);
  return {
    name,
    figure: round(figure),
    unit,
    against: round(against),
    ratio: round(ratio),
    goal,
    ok: isMet && also,
    spread: spread.map(round) as Line["spread"],
    ...extra,
  } satisfies Line;
}

/** @throws {Error} when there is nothing to take the middle of. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error("No values");
  return (low + high) / 2;
}

/** Three significant digits: more would be noise. */
export const round = (value: number) => Number(value.toPrecision(3));

/** Runs both sides in turn, the other one first each time, so that a change of load meets both. */
export async function interleave<T>(
  repetitions: number,
  ours: () => Promise<T>,
  theirs: () => Promise<T>,
): Promise<{ ours: T[]; theirs: T[] }> {
  const results = { ours: [] as T[], theirs: [] as T[] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const inTurn = [
      async () => results.ours.push(await ours()),
      async () => results.theirs.push(await theirs()),
    ];
    for (const run of repetition % 2 === 0 ? inTurn : inTurn.toReversed()) await run();
  }
  return results;
}
