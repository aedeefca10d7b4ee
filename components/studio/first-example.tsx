import { AtSign, CornerDownRight, Eye, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Starter } from "@/components/composer/starters";
import { Button } from "@/components/ui/button";
import { PlainImage } from "@/components/ui/plain-image";

type FirstExampleProps = {
  greeting: string;
  example: Starter;
  /** It lies in the composer now. */
  isLoaded: boolean;
  load: () => void;
};

/** What the example is, and what comes of it: nobody has to wait to see that. */
export function FirstExample({ greeting, example, isLoaded, load }: FirstExampleProps) {
  const t = useTranslations("feed.empty");
  return (
    <div className="grid gap-x-10 gap-y-6 pt-[30px] pb-[26px] laptop:grid-cols-[minmax(0,392px)_minmax(0,1fr)] wall:max-w-[1360px]">
      <div className="flex flex-col">
        <h2 className="font-medium text-[28px]/[34px] tracking-[-.022em]">
          {greeting}
          <br />
          {t(isLoaded ? "ready" : "title")}
        </h2>
        <p className="mt-2.5 max-w-[360px] text-[14px]/[22px] text-ink-2">
          {t(isLoaded ? "readyText" : "text")}
        </p>
        <ul className="mt-auto flex flex-col gap-2 pt-3.5 text-ink-2">
          <Tip icon={AtSign}>{t("tipName")}</Tip>
          <Tip icon={Eye}>{t("tipSent")}</Tip>
          <Tip icon={CornerDownRight}>{t("tipContinue")}</Tip>
        </ul>
      </div>
      <Results example={example} load={load} />
    </div>
  );
}

function Tip({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2.5">
      <Icon className="text-ink-3" />
      {children}
    </li>
  );
}

function Results({ example, load }: Pick<FirstExampleProps, "example" | "load">) {
  const t = useTranslations("feed");
  return (
    <div className="min-w-0">
      <div aria-hidden="true" className="flex h-[217px] gap-2 max-tablet:h-[150px]">
        {example.pictures.map((src) => (
          <PlainImage
            key={src}
            src={src}
            alt=""
            className="h-full min-w-0 flex-1 rounded-print bg-well object-cover object-[30%_50%] first:object-center"
          />
        ))}
      </div>
      <div className="mt-1.5 flex items-center justify-between gap-4">
        <p className="text-ink-3 text-small">
          {example.text} <span className="font-mono text-slug">{example.aspectRatio}</span>
        </p>
        <Button kind="ghost" size={26} onClick={load} className="-me-2 max-tablet:min-h-11">
          {t("useRecipe")}
        </Button>
      </div>
    </div>
  );
}
