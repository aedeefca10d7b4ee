import { Check, type LucideIcon, UsersRound, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { markOf } from "@/components/marks/made-marks";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import { imageUrl } from "@/lib/image/schema/facts";
import type { LibraryPicture } from "@/lib/library/schema";

type StackStripProps = {
  pictures: readonly LibraryPicture[];
  index: number;
  show: (index: number) => void;
};

/** All that lie in the stack, small. */
export function StackStrip({ pictures, index, show }: StackStripProps) {
  const t = useTranslations("library.stack");
  return (
    <nav
      aria-label={t("strip")}
      className="flex h-[100px] flex-none items-center gap-2 overflow-x-auto px-5 [justify-content:safe_center] max-tablet:px-3"
    >
      {pictures.map((picture, at) => (
        <Print
          key={picture.imageId}
          picture={picture}
          isCurrent={at === index}
          onPress={() => show(at)}
        />
      ))}
    </nav>
  );
}

const ICONS: Record<"pick" | "reject" | "team", LucideIcon> = {
  pick: Check,
  reject: X,
  team: UsersRound,
};

type PrintProps = { picture: LibraryPicture; isCurrent: boolean; onPress: () => void };

function Print({ picture, isCurrent, onPress }: PrintProps) {
  const t = useTranslations("library.state");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isCurrent]);
  const { imageId, code, isPickedByOthers } = picture;
  const { verdict, stars } = markOf(picture);
  const state = verdict ?? (isPickedByOthers ? "team" : null);
  const Icon = state && ICONS[state];
  const words = [code, state && t(state), stars > 0 && t("stars", { count: stars })];
  return (
    <button
      ref={button}
      type="button"
      aria-label={words.filter(Boolean).join(", ")}
      aria-current={isCurrent}
      onClick={onPress}
      className={cn(
        "relative h-[76px] w-[61px] flex-none rounded-print bg-well",
        isCurrent && "shadow-[0_0_0_2px_var(--bench),0_0_0_3.5px_var(--blue)]",
      )}
    >
      <PlainImage
        src={imageUrl(imageId, 320)}
        alt=""
        draggable={false}
        className={cn("size-full rounded-print object-cover", verdict === "reject" && "opacity-35")}
      />
      {Icon ? (
        <span
          aria-hidden="true"
          className="absolute top-1 right-1 grid size-4 place-items-center rounded-[3px] bg-tag text-on-tag"
        >
          <Icon className="size-3" />
        </span>
      ) : null}
    </button>
  );
}
