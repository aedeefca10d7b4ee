import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";

/** How a layer stands in the address; `null` is closed. */
type AddressCodec<T> = {
  read: (params: URLSearchParams) => T | null;
  /** The search part without its question mark. */
  write: (params: URLSearchParams, value: T | null) => string;
};

const currentParams = () => new URLSearchParams(window.location.search);

/**
 * What lies over the page is in the address: Back closes it, and a link to it can be shared. The state is
 * ahead of the address, because the router follows in a transition, too late for a key that is held.
 */
export function useAddressLayer<T>({ read, write }: AddressCodec<T>) {
  const params = useSearchParams();
  const [value, setValue] = useState(() => read(params));
  // False for a shared link: there, Back would leave the studio.
  const isOpenedHere = useRef(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const isOnTheWay = useRef(false);
  const opensNext = useRef<T | null>(null);

  const put = (next: T | null, how: "pushState" | "replaceState") => {
    setValue(next);
    const search = write(currentParams(), next);
    const { pathname } = window.location;
    window.history[how](null, "", search ? `${pathname}?${search}` : pathname);
  };
  const open = (next: T) => {
    isOpenedHere.current = true;
    put(next, "pushState");
  };

  // An address that the router has still to follow would be written over the entry that Back leads to.
  useEffect(() => {
    const hasFollowed = params.toString() === currentParams().toString();
    if (!isLeaving || !hasFollowed || isOnTheWay.current) return;
    isOnTheWay.current = true;
    window.history.back();
  }, [isLeaving, params]);

  const onArrival = useEffectEvent(() => {
    isOnTheWay.current = false;
    setIsLeaving(false);
    setValue(read(currentParams()));
    if (opensNext.current !== null) open(opensNext.current);
    opensNext.current = null;
  });
  useEffect(() => {
    const listen = () => onArrival();
    window.addEventListener("popstate", listen);
    return () => window.removeEventListener("popstate", listen);
  }, []);

  return {
    value,
    /** It has closed, and the address is still to follow. */
    isLeaving,
    open(next: T) {
      if (!isLeaving) return open(next);
      setValue(next);
      opensNext.current = next;
    },
    /** Another value; Back still closes. */
    change: (next: T) => put(next, "replaceState"),
    /** Closes without a step back. */
    forget() {
      put(null, "replaceState");
      isOpenedHere.current = false;
    },
    close() {
      if (isOpenedHere.current) {
        setValue(null);
        setIsLeaving(true);
      } else put(null, "replaceState");
      isOpenedHere.current = false;
    },
  };
}
