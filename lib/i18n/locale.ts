import { type Locale, localeSchema } from "@/lib/account/schema";

const DEFAULT_LOCALE: Locale = "en";

type Wish = { locale: string; quality: number };

function parseWish(part: string): Wish {
  const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
  const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
  return {
    locale: tag.split("-")[0] ?? "",
    quality: quality === undefined ? 1 : Number(quality.trim().slice(2)),
  };
}

/** The person's own choice, else the first language of the browser that we speak, else English. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? "")
    .split(",")
    .map(parseWish)
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const candidate of [cookie, ...wishes.map((wish) => wish.locale)]) {
    const locale = localeSchema.safeParse(candidate);
    if (locale.success) return locale.data;
  }
  return DEFAULT_LOCALE;
}
