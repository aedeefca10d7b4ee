import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { Viewer } from "@/lib/account/schema";
import { PROJECT_PARAM } from "@/lib/project/schema/facts";
import { HttpError } from "@/lib/shared/get-json";
import { selfQuery } from "@/lib/team/queries";

/** A screen that stands open follows what somebody else does with its person: another role, other projects, or the door. */
export function SessionWatch({ viewer }: { viewer: Viewer }) {
  const router = useRouter();
  const { data, error } = useQuery(selfQuery());
  const isOut = error instanceof HttpError && error.status === 401;
  const now = data && JSON.stringify([data.role, data.projects]);
  const hasChanged = now !== undefined && now !== JSON.stringify([viewer.role, viewer.projects]);
  useEffect(() => {
    if (isOut) window.location.assign(doorPath());
  }, [isOut]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each other answer draws anew
  useEffect(() => {
    if (hasChanged) router.refresh();
  }, [hasChanged, now, router]);
  useLostProjects(viewer);
  return null;
}

/** What was read of a project that is closed to the person by now leaves the screen and the memory behind it. */
function useLostProjects({ projects }: Viewer) {
  const before = useRef(projects);
  useEffect(() => {
    const isThere = new Set(projects.map(({ id }) => id));
    const lost = before.current.filter(({ id }) => !isThere.has(id));
    before.current = projects;
    if (lost.length > 0) beginAnew(lost.map(({ code }) => code));
  }, [projects]);
}

function beginAnew(lostCodes: readonly string[]) {
  const url = new URL(window.location.href);
  const named = url.searchParams.get(PROJECT_PARAM);
  if (named === null || !lostCodes.includes(named)) {
    window.location.reload();
    return;
  }
  url.searchParams.delete(PROJECT_PARAM);
  window.location.replace(url);
}

/** Where the person is stays in the address, for after the sign-in. */
function doorPath(): string {
  const { pathname, search } = window.location;
  return `/sign-in?${new URLSearchParams({ to: `${pathname}${search}` })}`;
}
