"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { LanguageSwitch } from "@/components/account/language-switch";
import { FirstPrint } from "@/components/first-steps/first-print";
import { Foot } from "@/components/first-steps/foot";
import { KeyStep } from "@/components/first-steps/key-step";
import { LaterSteps } from "@/components/first-steps/later-steps";
import { MachineSteps } from "@/components/first-steps/machine-steps";
import { PictureStep } from "@/components/first-steps/picture-step";
import { useMachineChecks } from "@/components/first-steps/use-machine-checks";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { PageLink } from "@/components/ui/page-link";
import type { Viewer } from "@/lib/account/schema";
import { firstStepsQuery } from "@/lib/first-steps/queries";
import { projectPath } from "@/lib/project/schema/facts";

/** For owners and admins: whether all that a studio needs is there, each thing with its cure. */
export function FirstSteps({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("steps");
  const checks = useMachineChecks();
  const { data, isError, refetch } = useQuery(firstStepsQuery());
  function again() {
    void checks.again();
    void refetch();
  }
  return (
    <div className="grid min-h-dvh bg-bench laptop:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
      <div className="flex min-w-0 flex-col px-18 py-10 max-tablet:px-4 max-tablet:py-6">
        <Head viewer={viewer} />
        <main className="flex flex-1 flex-col">
          <h1 className="pt-16 font-medium text-[28px]/[34px] tracking-[-.022em] max-tablet:pt-8">
            {t("head")}
          </h1>
          <p className="mt-2 mb-7 text-[14px] text-ink-2">{t("lead")}</p>
          <ol aria-label={t("list")}>
            <MachineSteps {...checks} />
            {data ? (
              <>
                <KeyStep shown={data.key} />
                <PictureStep
                  shown={data.picture}
                  isSandbox={data.key.kind === "sandbox"}
                  viewer={viewer}
                />
                <LaterSteps view={data} />
              </>
            ) : null}
          </ol>
          {data ? null : (
            <p role="status" className="flex items-center gap-3 py-4 text-ink-2">
              {isError ? t("loadFailed") : t("loading")}
              {isError ? (
                <Button size={26} onClick={() => void refetch()}>
                  {t("tryAgain")}
                </Button>
              ) : null}
            </p>
          )}
          <span className="flex-1" />
          {data ? <Foot view={data} isChecking={checks.isFetching} again={again} /> : null}
        </main>
      </div>
      {data ? <FirstPrint shown={data.picture} /> : null}
    </div>
  );
}

function Head({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("steps");
  return (
    <header className="flex flex-wrap items-center gap-2.5">
      <Mark />
      <span className="font-strong text-[15px] tracking-[-.01em]">Maquette</span>
      <PageLink
        href={projectPath(viewer.project.code)}
        className="ms-3 inline-flex h-8 items-center gap-1.5 text-ink-2 hover:text-ink max-tablet:h-11"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t("back")}
      </PageLink>
      <span className="flex-1" />
      <LanguageSwitch />
    </header>
  );
}
