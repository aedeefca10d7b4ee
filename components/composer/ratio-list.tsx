import { useTranslations } from "next-intl";
import { FollowSwitch } from "@/components/composer/follow-switch";
import { focusChosen, walkRadios } from "@/components/composer/radio-keys";
import { groupRatios } from "@/components/composer/ratio-groups";
import { RatioTile } from "@/components/composer/ratio-tile";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { formatPixels } from "@/components/generation/formats";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";
import type { AspectRatio } from "@/lib/generation/schema";
import { outputPixels } from "@/lib/generation/schema/shapes";

type RatioListProps = { anchor: Anchor; composer: Composer };

export function RatioList({ anchor, composer }: RatioListProps) {
  const t = useTranslations("composer");
  const { state, pick } = composer;
  const { aspectRatio: ratio, resolution } = state;
  const choose = (aspectRatio: AspectRatio) => {
    pick({ aspectRatio });
    anchor.close();
  };
  return (
    <Popover
      anchor={anchor}
      aria-label={t("aspectRatio")}
      onOpenAutoFocus={focusChosen}
      className="w-[min(432px,calc(100vw-16px))]"
    >
      <RatioGroups state={state} choose={choose} />
      <div className="-mx-1.5 mt-2 border-hair border-y px-4 py-1">
        <FollowSwitch composer={composer} />
      </div>
      <p className="flex justify-between px-2.5 pt-2 pb-1">
        <span className="text-ink-3 text-small">{t("ratioAt", { ratio, resolution })}</span>
        <span className="font-mono text-slug">{formatPixels(outputPixels(ratio, resolution))}</span>
      </p>
    </Popover>
  );
}

type RatioGroupsProps = { state: Composer["state"]; choose: (ratio: AspectRatio) => void };

function RatioGroups({ state, choose }: RatioGroupsProps) {
  const t = useTranslations("composer");
  return (
    <div
      role="radiogroup"
      aria-label={t("aspectRatio")}
      onKeyDown={walkRadios}
      className="flex flex-wrap gap-x-3.5 gap-y-1.5 px-1 pt-1.5"
    >
      {groupRatios(modelOf(state).aspectRatios).map(({ group, ratios }) => (
        <div
          key={group}
          className="last:w-full [&:nth-child(2)]:border-hair [&:nth-child(2)]:border-s [&:nth-child(2)]:ps-3.5"
        >
          <p className="px-1.5 pb-0.5 text-ink-3 text-label">{t(group)}</p>
          <div className="flex max-w-[330px] flex-wrap gap-0.5">
            {ratios.map((ratio) => (
              <RatioTile
                key={ratio}
                ratio={ratio}
                isChosen={ratio === state.aspectRatio}
                choose={() => choose(ratio)}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
