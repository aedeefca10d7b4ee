import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

export function Spinner(props: { className?: string }) {
  return <LoaderCircle aria-hidden="true" className={cn("spinner", props.className)} />;
}
