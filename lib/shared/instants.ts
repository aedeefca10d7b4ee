import { z } from "zod";

/** The year before 1 is another one for a calendar, none for PostgreSQL, and nobody's. */
const hasYear = (text: string) => !text.startsWith("0000");

/** A day that somebody asks about, YYYY-MM-DD. */
export const askedDaySchema = z.iso.date().refine(hasYear);

/** A moment that somebody asks about, ISO 8601 in UTC. */
export const askedInstantSchema = z.iso.datetime().refine(hasYear);
