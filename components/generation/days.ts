import { cellsOf, isDone } from "@/components/generation/cells";
import { dateFormat } from "@/components/generation/formats";
import type { GenerationView } from "@/lib/generation/schema";

export type Day = {
  /** `2026-11-22` in the time zone asked for. */
  date: string;
  generations: GenerationView[];
};

// Swedish writes dates as ISO does.
export const dateIn = (timeZone: string, time: string | number) =>
  dateFormat("sv-SE", { timeZone }).format(new Date(time));

/** Keeps the order, newest first. */
export function groupByDay(generations: readonly GenerationView[], timeZone: string): Day[] {
  const days: Day[] = [];
  for (const generation of generations) {
    const date = dateIn(timeZone, generation.createdAt);
    const last = days.at(-1);
    if (last?.date === date) last.generations.push(generation);
    else days.push({ date, generations: [generation] });
  }
  return days;
}

export const pictureCountOf = ({ generations }: Day) =>
  generations.reduce((sum, { variants }) => sum + cellsOf(variants).filter(isDone).length, 0);

/** What is settled so far, micro-USD. */
export const spentOf = ({ generations }: Day) =>
  generations
    .flatMap(({ variants }) => variants)
    .reduce((sum, { charge }) => sum + (charge?.microUsd ?? 0), 0);
