import type { ComponentProps } from "react";
import { FileDrop } from "@/components/composer/file-drop";
import type { Composer } from "@/components/composer/use-composer";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { TeamStrip } from "@/components/made-before/team-strip";

type ExtrasProps = Pick<ComponentProps<typeof FileDrop>, "hold"> & { composer: Composer };

/**
 * What comes once the page is alive: nobody gives files, or has written enough to be told of anything, before it is here.
 * The strip lies over the foot of the feed, so that nothing moves when it comes and goes; on a phone it is in the sheet.
 */
export function Extras({ composer, hold }: ExtrasProps) {
  const isPhone = useIsPhone();
  return (
    <>
      <FileDrop add={composer.tray.add} hold={hold} />
      {isPhone ? null : (
        <TeamStrip
          composer={composer}
          className="appear absolute start-6 bottom-full z-(--z-sticky) mb-2 max-w-[calc(100%-48px)] rounded-float bg-float py-1.5 ps-3 pe-1.5 shadow-float"
        />
      )}
    </>
  );
}
