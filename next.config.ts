import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // We make our own derivatives; the optimizer's decoders are attack surface. /_next/image answers 404.
  images: { unoptimized: true },
  serverExternalPackages: ["graphile-worker", "pg", "pino", "prom-client", "sharp", "undici"],
  // In development Next would print the arguments of actions, passwords among them.
  logging: { serverFunctions: false },
  experimental: { serverActions: { bodySizeLimit: "256kb" } },
};

const withIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are parsed here and not in the browser, which is spared the parser.
  experimental: {
    messages: {
      path: "./lib/i18n/messages",
      format: "json",
      locales: ["en", "ru"],
      sourceLocale: "en",
      precompile: true,
    },
  },
});

export default withIntl(config);
