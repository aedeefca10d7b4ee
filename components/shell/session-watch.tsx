import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { Viewer } from "@/lib/account/schema";
import { HttpError } from "@/lib/shared/get-json";
import { selfQuery } from "@/lib/team/queries";

/** A screen that stands open follows what somebody else does with its person: another role, or the door. */
export function SessionWatch({ viewer }: { viewer: Viewer }) {
  const router = useRouter();
  const { data, error } = useQuery(selfQuery());
  const isOut = error instanceof HttpError && error.status === 401;
  const hasChanged = data !== undefined && data.role !== viewer.role;
  useEffect(() => {
    if (isOut) window.location.assign(doorPath());
  }, [isOut]);
  useEffect(() => {
    if (hasChanged) router.refresh();
  }, [hasChanged, router]);
  return null;
}

/** Where the person is stays in the address, for after the sign-in. */
function doorPath(): string {
  const { pathname, search } = window.location;
  return `/sign-in?${new URLSearchParams({ to: `${pathname}${search}` })}`;
}
