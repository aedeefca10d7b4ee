import { useQueryClient } from "@tanstack/react-query";
import {
  CirclePause,
  KeyRound,
  type LucideIcon,
  TriangleAlert,
  Unplug,
  Wallet,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { showToast } from "@/components/ui/toast";
import type { Viewer } from "@/lib/account/schema";
import { canRiskMoney } from "@/lib/generation/policy";
import { resumeSendingAction } from "@/lib/sending/actions";
import { canPauseSending } from "@/lib/sending/policy";
import { sendingQuery } from "@/lib/sending/queries";
import type { SendingView } from "@/lib/sending/schema";

type Obstacle = SendingView["obstacles"][number];

const ICON: Record<Obstacle["code"], LucideIcon> = {
  bad_key: KeyRound,
  no_balance: Wallet,
  unreachable: Unplug,
  unknowns: TriangleAlert,
};

type SendingLinesProps = { sending: SendingView; viewer: Viewer; onResumed: () => void };

/** A person's pause before any obstacle, as only a person can end it. */
export function SendingLines({ sending, viewer, onResumed }: SendingLinesProps) {
  const { pause, obstacles } = sending;
  if (pause) return <PauseLine {...{ pause, viewer, onResumed }} />;
  return obstacles[0] ? <ObstacleLine obstacle={obstacles[0]} viewer={viewer} /> : null;
}

type PauseLineProps = {
  pause: NonNullable<SendingView["pause"]>;
  viewer: Viewer;
  onResumed: () => void;
};

function PauseLine({ pause, viewer, onResumed }: PauseLineProps) {
  const t = useTranslations("common.sending");
  const { isPending, resume } = useResume(onResumed);
  const { by: name, reason } = pause;
  return (
    <>
      <CirclePause className="text-amber" />
      <p className="line-clamp-2 min-w-0 break-words">
        {reason ? t("pausedBecause", { name, reason }) : t("paused", { name })}
      </p>
      {canPauseSending(viewer.role) ? (
        <Button
          size={26}
          isLoading={isPending}
          onClick={resume}
          className="ms-auto max-tablet:min-h-11 max-tablet:px-3"
        >
          {t("resume")}
        </Button>
      ) : null}
    </>
  );
}

function useResume(onResumed: () => void) {
  const t = useTranslations("common.sending");
  const queryClient = useQueryClient();
  const [isPending, startTransition] = useTransition();
  const resume = () =>
    startTransition(async () => {
      const resumed = await resumeSendingAction({}).catch(() => null);
      if (!resumed?.ok) {
        showToast({ text: t("notResumed") });
        return;
      }
      onResumed();
      await queryClient.invalidateQueries({ queryKey: sendingQuery().queryKey });
    });
  return { isPending, resume };
}

function ObstacleLine({ obstacle, viewer }: { obstacle: Obstacle; viewer: Viewer }) {
  const t = useTranslations("common.sending");
  const { code, keyLabel: key } = obstacle;
  const Icon = ICON[code];
  return (
    <>
      <Icon className="text-amber" />
      <p className="line-clamp-2 min-w-0 break-words">{t(`obstacle.${code}`, { key })}</p>
      {code === "unknowns" && canRiskMoney(viewer.role) ? (
        <PageLink href="/attention" className="font-medium underline underline-offset-2">
          {t("look")}
        </PageLink>
      ) : null}
    </>
  );
}
