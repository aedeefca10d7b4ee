import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE } from "@/lib/account/schema";
import { chooseLocale } from "./locale";
import { messages } from "./messages";

export default getRequestConfig(async () => {
  const [store, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(store.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  return { locale, messages: messages[locale] };
});
