import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/shared/get-json";

/** Whom to ask for what only an owner or admin can mend. */
export const adminsQuery = () =>
  queryOptions({
    queryKey: ["account", "admins"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/admins",
        async () => (await import("@/lib/account/schema")).adminsViewSchema,
        signal,
      ),
    staleTime: 5 * 60_000,
  });

/** Where the person is signed in. */
export const devicesQuery = () =>
  queryOptions({
    queryKey: ["account", "devices"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/devices",
        async () => (await import("@/lib/account/schema/profile")).devicesViewSchema,
        signal,
      ),
  });

/** Whether the person has a second factor. */
export const factorQuery = () =>
  queryOptions({
    queryKey: ["account", "factor"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/second-factor",
        async () => (await import("@/lib/account/schema/own-factors")).factorViewSchema,
        signal,
      ),
  });

/** The sign-in services, and which of them the person has connected. */
export const servicesQuery = () =>
  queryOptions({
    queryKey: ["account", "services"],
    queryFn: ({ signal }) =>
      getJson(
        "/api/sign-in-services",
        async () => (await import("@/lib/account/schema/sign-in-service")).servicesViewSchema,
        signal,
      ),
  });
