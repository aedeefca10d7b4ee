import { type ButtonKind, buttonClass } from "@/components/ui/button-class";
import { PageLink } from "@/components/ui/page-link";

type StepLinkProps = { href: string; kind?: ButtonKind; children: string };

/** Leads to where it is done. */
export const StepLink = ({ href, kind = "quiet", children }: StepLinkProps) => (
  <PageLink href={href} className={`${buttonClass({ kind, size: 26 })} max-tablet:min-h-11`}>
    {children}
  </PageLink>
);
