import { useMedia } from "@/components/ui/use-media";

/** Where the composer is a strip that opens a sheet; `max-[480px]` in class names. */
export const useIsPhone = () => useMedia("(width < 480px)");
