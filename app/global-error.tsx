"use client";

import "./globals.css";
import { NOTICE_BUTTON, Notice } from "@/components/shell/notice";

/** Stands in for the root layout, and with it for the translations: hence both languages at once. */
export default function GlobalFailure({ retry }: { retry: () => void }) {
  return (
    <html lang="en" data-theme="dark">
      <title>Maquette</title>
      <body>
        <Notice title="Maquette could not be shown" text="The fault is on our side. Try again.">
          <button type="button" onClick={retry} className={NOTICE_BUTTON}>
            Try again
          </button>
          <p lang="ru" className="text-ink-2">
            Не удалось показать Maquette. Ошибка на нашей стороне, повторите.
          </p>
        </Notice>
      </body>
    </html>
  );
}
