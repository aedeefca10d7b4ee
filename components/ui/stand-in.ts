import { type Ref, type RefObject, useLayoutEffect } from "react";

type StandInProps = { of: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement> };

/** Child of a trigger whose button stands elsewhere: gives the button in its place, and draws nothing. */
export function StandIn({ of: trigger, ref }: StandInProps): null {
  useLayoutEffect(() => {
    if (typeof ref === "function") ref(trigger.current);
  }, [ref, trigger]);
  return null;
}
