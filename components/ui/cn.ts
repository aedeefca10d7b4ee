import { type ClassValue, clsx } from "clsx";

/** Joins class names. It does not settle conflicts: give a component only classes that it does not set itself. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
