import { letterOf } from "@/components/compare/compare-modes";

/** Two have letters, more have the number of their key. */
export const nameOfPicture = (index: number, count: number) =>
  count > 2 ? String(index + 1) : letterOf(index);
