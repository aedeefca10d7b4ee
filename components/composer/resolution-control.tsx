import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { formatPixels } from "@/components/generation/formats";
import { Button } from "@/components/ui/button";
import {
  Menu,
  MenuContent,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "@/components/ui/menu";
import { outputPixels } from "@/lib/generation/models";
import { resolutionSchema } from "@/lib/generation/schema";

export function ResolutionControl({ composer: { state, pick } }: { composer: Composer }) {
  const t = useTranslations("composer");
  const { aspectRatio, resolution } = state;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button kind="control" aria-label={t("resolutionOf", { resolution })}>
          {resolution}
          <ChevronDown className="size-3 text-ink-3" />
        </Button>
      </MenuTrigger>
      <MenuContent aria-label={t("resolution")} className="w-52">
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
      </MenuContent>
    </Menu>
  );
}
