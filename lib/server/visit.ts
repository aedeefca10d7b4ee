import "server-only";

import { CLIENT_HEADER } from "@/lib/server/client-address";
import type { Visit } from "@/lib/shared/actor";

/** From where a request comes, as the door has found it. */
export const visitOf = (header: (name: string) => string | null | undefined): Visit => ({
  address: header(CLIENT_HEADER) ?? "",
  userAgent: header("user-agent") ?? "",
});
