import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { RAIL_COOKIE, RAIL_HIDDEN } from "@/components/shell/rail-look";
import { LiveRegion } from "@/components/ui/live-region";
import { Toaster } from "@/components/ui/toast";
import { type Locale, THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { Providers } from "./providers";

const FONT_SUBSETS: Record<Locale, string[]> = { en: ["latin"], ru: ["latin", "cyrillic"] };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "dark light",
};

function preloadFonts(locale: Locale): void {
  for (const subset of FONT_SUBSETS[locale]) {
    for (const family of ["geist", "geist-mono"]) {
      preload(`/fonts/${family}-${subset}-wght-normal.woff2`, {
        as: "font",
        type: "font/woff2",
        crossOrigin: "anonymous",
      });
    }
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The nonce of the content policy is new for each request, so no page can be made at build time.
  await connection();
  const [locale, store, t] = await Promise.all([getLocale(), cookies(), getTranslations("common")]);
  const theme = themeSchema.catch("dark").parse(store.get(THEME_COOKIE)?.value);
  preloadFonts(locale);
  return (
    <html
      lang={locale}
      data-theme={theme}
      data-rail={store.get(RAIL_COOKIE)?.value === RAIL_HIDDEN ? RAIL_HIDDEN : undefined}
    >
      <body>
        <NextIntlClientProvider>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
        <Toaster label={t("notices")} />
        <LiveRegion />
      </body>
    </html>
  );
}
