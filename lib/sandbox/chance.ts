import { createHash } from "node:crypto";

/** A number from 0 (included) to 1 (excluded) that is the same for the same words, anywhere and always. */
export const chance = (...words: (string | number)[]) =>
  createHash("sha256").update(words.join("\0")).digest().readUInt32BE() / 2 ** 32;

/** `chance` between two bounds. */
export const chanceBetween = (low: number, high: number, ...words: (string | number)[]) =>
  low + (high - low) * chance(...words);
