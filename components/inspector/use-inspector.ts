import { useState } from "react";
import { INSPECTOR_COOKIE, INSPECTOR_OPEN } from "@/components/inspector/inspector-cookie";
import { keepInBrowser } from "@/components/ui/keep-in-browser";

/** Opened and closed by the person alone, and found again as it was left. */
export function useInspector(wasOpen: boolean) {
  const [isOpen, setIsOpen] = useState(wasOpen);
  return {
    isOpen,
    toggle() {
      setIsOpen(!isOpen);
      keepInBrowser(INSPECTOR_COOKIE, isOpen ? "" : INSPECTOR_OPEN);
    },
  };
}
