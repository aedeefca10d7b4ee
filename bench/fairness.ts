import { report, round } from "@/bench/report";
import { chooseTurns, type Waiting } from "@/lib/sending/policy";

const PEOPLE = 10;
const VARIANTS_OF_ONE = 500;
const VARIANTS_OF_OTHERS = 40;
const SLOTS = 20;
const SENDERS = 8;
/** Short enough that everybody still waits at the end. */
const TICKS = 250;
const TASK_TICKS_MAX = 25;
const SEEDS = [1, 2, 3, 4, 5];
const JAIN_MIN = 0.95;

/**
 * Ten people, one of whom has pressed for 500 variants before the others came. While everybody waits,
 * the gateway takes 5 to 25 ticks for a task; Jain's index of the finished ones says how alike people fare.
 */
export async function fairness() {
  const indexes = SEEDS.map((seed) => jainIndex(serve(seed)));
  return report({
    name: "fairness",
    unit: "Jain index",
    figures: indexes,
    againsts: [JAIN_MIN],
    goal: ">=1",
    extra: { lowest: round(Math.min(...indexes)) },
    also: Math.min(...indexes) >= JAIN_MIN,
  });
}

function serve(seed: number): number[] {
  const random = createRandom(seed);
  let waiting = Array.from({ length: PEOPLE }, (_, person) => queueOf(person)).flat();
  let running: { personId: string; endsAt: number }[] = [];
  const finished = new Map<string, number>();
  for (let tick = 0; tick < TICKS; tick += 1) {
    const [ended, still] = [running.filter(hasEnded), running.filter((task) => !hasEnded(task))];
    for (const { personId } of ended) finished.set(personId, (finished.get(personId) ?? 0) + 1);
    running = still;
    const inFlight = new Map<string, number>();
    for (const { personId } of running) inFlight.set(personId, (inFlight.get(personId) ?? 0) + 1);
    const chosen = new Set(chooseTurns({ waiting, inFlight, slots: SLOTS }, SENDERS));
    for (const { id, personId } of waiting) {
      if (!chosen.has(id)) continue;
      running.push({ personId, endsAt: tick + 5 + random() * (TASK_TICKS_MAX - 5) });
    }
    waiting = waiting.filter(({ id }) => !chosen.has(id));

    function hasEnded({ endsAt }: { endsAt: number }) {
      return endsAt <= tick;
    }
  }
  return Array.from({ length: PEOPLE }, (_, person) => finished.get(`p${person}`) ?? 0);
}

const queueOf = (person: number): Waiting[] =>
  Array.from({ length: person === 0 ? VARIANTS_OF_ONE : VARIANTS_OF_OTHERS }, (_, index) => ({
    id: `p${person}-${index}`,
    personId: `p${person}`,
    priority: 0,
  }));

/** 1 when all have the same, 1 / n when one has everything. */
function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share ** 2, 0);
  return sum ** 2 / (shares.length * squares);
}

/** The same numbers from 0 to 1 for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
