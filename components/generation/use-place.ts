import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import type { Place } from "@/components/generation/formats";

const neverChanges = () => () => {};

/** False on the server and in the first paint, which has to equal the server's. */
export const useIsHydrated = () =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );

let ownTimeZone = "";
const timeZoneHere = () => {
  ownTimeZone ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ownTimeZone;
};

/** The person's language and time zone; UTC until the browser has told its own. */
export function usePlace(): Place {
  const locale = useLocale();
  const timeZone = useSyncExternalStore(neverChanges, timeZoneHere, () => "UTC");
  return { locale, timeZone };
}
