"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { FreshToken, type MadeToken } from "@/components/api-token/fresh-token";
import { MakeToken } from "@/components/api-token/make-token";
import { TokenRow } from "@/components/api-token/token-row";
import { Section } from "@/components/team/section";
import { SettingsPage } from "@/components/team/settings-page";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import type { Theme, Viewer } from "@/lib/account/schema";
import { tokensQuery } from "@/lib/api-token/queries";
import type { TokensView, TokenView } from "@/lib/api-token/schema";
import { API_REFERENCE_PATH } from "@/lib/api-token/schema/facts";

/** What programs act with: one's own tokens, and for owners and admins those of everybody. */
export function Tokens({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("api");
  const { data, isError, refetch } = useQuery(tokensQuery());
  return (
    <SettingsPage {...{ viewer, theme }} here="api" lead={t("lead")}>
      <p className="-mt-3 mb-6">
        <PageLink
          href={API_REFERENCE_PATH}
          className="inline-flex items-center text-blue underline-offset-2 hover:underline max-tablet:min-h-11"
        >
          {t("reference")}
        </PageLink>
      </p>
      {data ? <Lists view={data} /> : null}
      {!data && isError ? (
        <Line>
          {t("loadFailed")}
          <Button size={26} onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        </Line>
      ) : null}
      {data || isError ? null : <Line>{t("loading")}</Line>}
    </SettingsPage>
  );
}

function Lists({ view: { own, others, grantable } }: { view: TokensView }) {
  const t = useTranslations("api");
  const [made, setMade] = useState<MadeToken | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <TokenList title={t("ownTitle")} tokens={own} none={t("none")}>
        <div className="border-hair border-t pt-4">
          {made ? (
            <FreshToken
              made={made}
              done={() => {
                setMade(null);
                // With the box goes what has the focus.
                requestAnimationFrame(() => button.current?.focus());
              }}
            />
          ) : null}
          <MakeToken {...{ button, grantable }} isHidden={made !== null} onMade={setMade} />
        </div>
      </TokenList>
      {others ? (
        <TokenList title={t("othersTitle")} tokens={others} none={t("noneOfOthers")} />
      ) : null}
    </>
  );
}

type TokenListProps = {
  title: string;
  tokens: readonly TokenView[];
  none: string;
  children?: ReactNode;
};

function TokenList({ title, tokens, none, children }: TokenListProps) {
  const head = useRef<HTMLHeadingElement>(null);
  return (
    <Section title={title} headRef={head}>
      {tokens.length > 0 ? (
        <ul>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onGone={() => head.current?.focus()} />
          ))}
        </ul>
      ) : (
        <Line>{none}</Line>
      )}
      {children}
    </Section>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 border-hair border-t py-3 text-ink-2">
    {children}
  </p>
);
