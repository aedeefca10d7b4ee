import { useTranslations } from "next-intl";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { formatPixels } from "@/components/generation/formats";
import { Menu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/menu";
import type { Anchor } from "@/components/ui/use-opener";
import { resolutionSchema } from "@/lib/generation/schema";
import { outputPixels } from "@/lib/generation/schema/shapes";

type ResolutionListProps = { anchor: Anchor; composer: Composer };

export function ResolutionList({ anchor, composer: { state, pick } }: ResolutionListProps) {
  const t = useTranslations("composer");
  const { aspectRatio, resolution } = state;
  return (
    <Menu anchor={anchor} aria-label={t("resolution")} className="w-52">
      <MenuRadioGroup
        value={resolution}
        onValueChange={(value) => pick({ resolution: resolutionSchema.parse(value) })}
      >
        {modelOf(state).resolutions.map((each) => (
          <MenuRadioItem key={each} value={each}>
            <span className="flex items-baseline justify-between">
              {each}
              <span className="font-mono text-ink-2 text-slug">
                {formatPixels(outputPixels(aspectRatio, each))}
              </span>
            </span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  );
}
