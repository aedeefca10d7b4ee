import { useSyncExternalStore } from "react";
import { listKeptTakeouts, subscribeKeptTakeouts } from "@/components/takeout/kept-takeouts";

/** The server knows of none. */
export const useKeptTakeouts = () =>
  useSyncExternalStore(subscribeKeptTakeouts, listKeptTakeouts, listKeptTakeouts);
