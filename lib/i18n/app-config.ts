import type { Locale } from "@/lib/account/schema";
import type { Messages } from "./messages";

/** Makes a wrong message key or locale a type error. */
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
