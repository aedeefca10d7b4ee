import { z } from "zod";
import { NAME_LENGTH_MAX } from "@/lib/account/schema/facts";
import { isGuessable } from "@/lib/account/schema/guessable";

/** Without a second factor, NIST 800-63B-4. */
export const PASSWORD_LENGTH_MIN = 15;
export const PASSWORD_LENGTH_MAX = 128;

export const LOCALES = ["en", "ru"] as const;
export const localeSchema = z.enum(LOCALES);
export type Locale = z.infer<typeof localeSchema>;

export const THEMES = ["dark", "light"] as const;
export const themeSchema = z.enum(THEMES);
export type Theme = z.infer<typeof themeSchema>;

export const LOCALE_COOKIE = "maquette.locale";
export const THEME_COOKIE = "maquette.theme";

/** One canonical form. Normalised first, so that a full-width @ does not pass as an ASCII one later. */
export const emailSchema = z
  .string()
  .max(254)
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email());

export const nameSchema = z.string().trim().min(1).max(NAME_LENGTH_MAX);
export const newPasswordSchema = z
  .string()
  .min(PASSWORD_LENGTH_MIN)
  .max(PASSWORD_LENGTH_MAX)
  .refine((password) => !isGuessable(password), "guessable");

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
});
export type SignIn = z.output<typeof signInSchema>;

export const setUpSchema = z.strictObject({
  token: z.string().min(1).max(200),
  teamName: nameSchema,
  projectName: nameSchema,
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  /** IANA name from the browser; codes count days in it. */
  timeZone: z.string().max(64),
});
export type SetUp = z.output<typeof setUpSchema>;

export const preferencesSchema = z.strictObject({
  locale: localeSchema.optional(),
  theme: themeSchema.optional(),
});

/** Far more than there are. */
const CHANGED_KEYS_MAX = 100;

/** What a person has changed of the keys. The keys as they come are data in `components/keyboard`. */
export const keyboardSchema = z.strictObject({
  /** Keys that are a letter, a digit or a sign, with nothing held. Off for who dictates, WCAG 2.1.4. */
  hasSingleKeys: z.boolean(),
  /** Chord by shortcut. */
  chords: z
    .record(z.string().max(40), z.string().min(1).max(60))
    .refine((chords) => Object.keys(chords).length <= CHANGED_KEYS_MAX),
});
export type Keyboard = z.infer<typeof keyboardSchema>;

/** What the signed-in person's own screen may know of them. */
export type Viewer = {
  user: { id: string; name: string; email: string };
  keyboard: Keyboard;
  team: { id: string; name: string };
  role: "owner" | "admin" | "designer" | "reviewer";
  /** What is in view: what is made lands in it. */
  project: { id: string; name: string; code: string; isClosed: boolean };
  /** Of the team, oldest first. */
  projects: { id: string; name: string; code: string; isClosed: boolean }[];
  gateway: { isSandbox: boolean };
};

/** Who can mend what only an owner or admin can, owners first. */
export const adminsViewSchema = z.object({ names: z.array(z.string()) });
