import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type ObstacleProps = {
  /** Why nothing can be sent. */
  text: string;
  tryAgain: (() => void) | null;
};

export function Obstacle({ text, tryAgain }: ObstacleProps) {
  const t = useTranslations("preview");
  return (
    <div className="flex min-h-12 items-center gap-2 border-hair border-b px-4 py-2 last:border-b-0">
      <CircleAlert aria-hidden="true" className="size-3.5 flex-none text-amber" />
      <p role="status" className="min-w-0 flex-1 text-small">
        {text}
      </p>
      {tryAgain ? (
        <Button size={26} onClick={tryAgain}>
          {t("tryAgain")}
        </Button>
      ) : null}
    </div>
  );
}
