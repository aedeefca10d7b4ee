"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { findInvitationAction } from "@/lib/team/actions";
import type { InvitationView } from "@/lib/team/schema";
import { type RefusalKey, refusalKey } from "./form-messages";
import { takeToken } from "./take-token";

type Seen =
  | { kind: "reading" }
  | { kind: "open"; token: string; invitation: InvitationView }
  | { kind: "refused"; refusal: RefusalKey };

const READING: Seen = { kind: "reading" };

/** What the link leads to. Another link in the same tab is no new page: only what is behind the # changes. */
export function useInvitation() {
  const token = useRef("");
  const [seen, setSeen] = useState<Seen>(READING);

  async function look() {
    if (token.current === "") {
      setSeen({ kind: "refused", refusal: "invitationUnknown" });
      return;
    }
    setSeen(READING);
    setSeen(await lookAt(token.current));
  }
  const onLink = useEffectEvent(() => {
    token.current = takeToken() || token.current;
    void look();
  });
  useEffect(() => {
    onLink();
    const listen = () => window.location.hash && onLink();
    window.addEventListener("hashchange", listen);
    return () => window.removeEventListener("hashchange", listen);
  }, []);
  return { seen, look: () => void look() };
}

async function lookAt(token: string): Promise<Seen> {
  try {
    const found = await findInvitationAction({ token });
    if (found.ok) return { kind: "open", token, invitation: found.value };
    // Too long to be one of ours.
    const { code } = found.error;
    return {
      kind: "refused",
      refusal: code === "invalid_input" ? "invitationUnknown" : refusalKey(code),
    };
  } catch {
    return { kind: "refused", refusal: "unreachable" };
  }
}
