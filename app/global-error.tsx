"use client";

import "./globals.css";

/**
 * Stands in for the root layout, and with it for the translations: hence both languages at once. Plain, because
 * it is loaded with every page.
 */
export default function GlobalFailure({ retry }: { retry: () => void }) {
  return (
    <html lang="en" data-theme="dark">
      <title>Maquette</title>
      <body className="grid min-h-dvh content-center justify-items-start gap-4 bg-bench px-4 text-ink">
        <h1 className="text-[28px]/[34px]">Maquette could not be shown</h1>
        <p className="text-ink-2">The fault is on our side. Try again.</p>
        <p lang="ru" className="text-ink-2">
          Не удалось показать Maquette. Ошибка на нашей стороне, повторите.
        </p>
        <button
          type="button"
          onClick={retry}
          className="h-11 rounded-control bg-paper px-4 text-on-paper"
        >
          Try again
        </button>
      </body>
    </html>
  );
}
