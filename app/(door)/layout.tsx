import { headers } from "next/headers";
import type { ReactNode } from "react";
import { DoorPicture } from "@/components/account/door-picture";
import { LanguageSwitch } from "@/components/account/language-switch";
import { Mark } from "@/components/ui/mark";

export default async function DoorLayout({ children }: { children: ReactNode }) {
  const host = (await headers()).get("host");
  return (
    <div className="grid min-h-dvh bg-sheet laptop:grid-cols-[560px_1fr]">
      <div className="flex min-w-0 flex-col px-18 py-10 max-tablet:px-4 max-tablet:py-6">
        <header className="flex items-center gap-2.5 text-ink">
          <Mark />
          <span className="font-strong text-[15px] tracking-[-.01em]">Maquette</span>
        </header>
        <main className="my-auto w-full max-w-104 py-10 max-laptop:mx-auto">{children}</main>
        <footer className="flex items-center justify-between gap-4 text-ink-3 text-small">
          <span className="truncate">{host}</span>
          <LanguageSwitch />
        </footer>
      </div>
      <DoorPicture />
    </div>
  );
}
