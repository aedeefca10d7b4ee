import type { ComposerStore } from "@/components/composer/composer-store";
import { later } from "@/components/ui/on-demand";

/** What is done with files comes with the first of them. */
export const fileParts = later(() => import("@/components/composer/tray-files"));

/** A conversion that was under way when its slot went begins again when the slot is back. */
export const resumeConversions = async (store: ComposerStore) =>
  (await fileParts()).resumeConversions(store);
