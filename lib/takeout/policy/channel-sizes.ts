import type { Pixels } from "@/lib/takeout/policy/crop";

export const CHANNEL_GROUPS = ["social", "ads", "shop", "print"] as const;
export type ChannelGroup = (typeof CHANNEL_GROUPS)[number];

/** Where a size comes from. All read on 2026-11-27. */
const SOURCES = {
  social: "https://www.loopworker.com/blog/social-media-image-sizes-2026.html",
  profiles: "https://freetoolkit.io/blog/social-media-image-sizes-2025",
  events: "https://www.img-utils.com/blog/social-media-image-sizes",
  vk: "https://lumpics.ru/how-to-change-the-cover-photo-of-a-vk-community-on-your-phone/",
  vkLive: "https://postmypost.io/glossary/oblozhka-v-socsetyah",
  tall: "https://www.pixores.com/blog/social-media-image-sizes-2026",
  /** The fixed sizes of the IAB's New Ad Portfolio. */
  iab: "https://brand.wearemills.com/2023/12/06/display-ads-spec/",
  google: "https://plomz.com/guide/google-display-ad-specs-guide",
  googleAssets: "https://blog.udonis.co/digital-marketing/google-ads/google-display-ad-sizes",
  shop: "https://klaraimg.com/blog/image-optimization-for-ecommerce",
  markets: "https://fotolince.com/en/blog/ecommerce-product-image-playbook",
  /** ISO 216; its bleed of 3 mm: https://grano.ee/en/kasulik/loikevaru-e-bleed/ */
  paper: "https://new.pro-color.ru/paper-format",
  dl: "https://signogprint.no/2016/08/27/slik-holder-du-rede-pa-a-b-og-c-formatene/",
} as const;

type Print = {
  /** As it is trimmed. */
  widthMm: number;
  heightMm: number;
  /** Beyond each edge. */
  bleedMm: number;
  dpi: number;
};

export type ChannelSize = {
  /** What `{size}` says. */
  id: string;
  group: ChannelGroup;
  /** A name of its own, the same in every language. */
  label: string;
  source: string;
} & ({ px: Pixels } | { print: Print });

const at =
  (group: ChannelGroup, source: keyof typeof SOURCES) =>
  (id: string, label: string, [width, height]: [number, number]): ChannelSize => ({
    ...{ id, group, label, source: SOURCES[source] },
    px: { width, height },
  });
const onPaper = (
  id: string,
  label: string,
  [widthMm, heightMm, dpi = 300]: [number, number, number?],
): ChannelSize => ({
  ...{ id, label, group: "print", source: id === "dl" ? SOURCES.dl : SOURCES.paper },
  print: { widthMm, heightMm, bleedMm: 3, dpi },
});

const social = at("social", "social");
const profile = at("social", "profiles");
const ad = at("ads", "iab");
const google = at("ads", "google");
const asset = at("ads", "googleAssets");
const market = at("shop", "markets");

export const CHANNEL_SIZES: readonly ChannelSize[] = [
  social("instagram-portrait", "Instagram 4:5", [1080, 1350]),
  social("instagram-square", "Instagram 1:1", [1080, 1080]),
  social("instagram-landscape", "Instagram 1.91:1", [1080, 566]),
  social("instagram-story", "Instagram Story, Reel", [1080, 1920]),
  social("facebook-post", "Facebook", [1200, 630]),
  social("facebook-cover", "Facebook Cover", [1640, 924]),
  at("social", "events")("facebook-event", "Facebook Event", [1920, 1005]),
  at("social", "events")("facebook-group", "Facebook Group", [1640, 856]),
  profile("linkedin-post", "LinkedIn", [1200, 627]),
  profile("linkedin-banner", "LinkedIn Profile", [1584, 396]),
  profile("linkedin-company", "LinkedIn Company", [1128, 191]),
  profile("x-post", "X", [1200, 675]),
  profile("x-header", "X Header", [1500, 500]),
  at("social", "events")("x-card", "X Card", [1200, 628]),
  at("social", "tall")("pinterest-pin", "Pinterest", [1000, 1500]),
  profile("youtube-thumbnail", "YouTube Thumbnail", [1280, 720]),
  profile("youtube-banner", "YouTube Banner", [2560, 1440]),
  at("social", "tall")("tiktok", "TikTok", [1080, 1920]),
  at("social", "vk")("vk-cover", "VK Cover", [1920, 768]),
  at("social", "vkLive")("vk-live-cover", "VK Live cover", [1080, 1920]),

  ad("billboard", "Billboard", [970, 250]),
  ad("leaderboard", "Leaderboard", [728, 90]),
  ad("super-leaderboard", "Super leaderboard", [970, 90]),
  ad("medium-rectangle", "Medium rectangle", [300, 250]),
  ad("skyscraper", "Skyscraper", [160, 600]),
  ad("portrait", "Portrait", [300, 1050]),
  ad("mobile-banner", "Smartphone banner", [320, 50]),
  ad("mobile-interstitial", "Mobile interstitial", [1080, 1920]),
  google("half-page", "Half page", [300, 600]),
  google("large-rectangle", "Large rectangle", [336, 280]),
  google("large-mobile-banner", "Large mobile banner", [320, 100]),
  asset("google-landscape", "Google Ads 1.91:1", [1200, 628]),
  asset("google-square", "Google Ads 1:1", [1200, 1200]),
  asset("google-portrait", "Google Ads 4:5", [1200, 1500]),

  market("amazon", "Amazon", [2000, 2000]),
  market("etsy", "Etsy", [2000, 2000]),
  market("walmart", "Walmart", [2000, 2000]),
  at("shop", "shop")("shopify-product", "Shopify Product", [2048, 2048]),
  at("shop", "shop")("shopify-collection", "Shopify Collection", [1024, 1024]),
  at("shop", "shop")("shopify-hero", "Shopify Banner", [1920, 800]),

  onPaper("a6", "A6", [105, 148]),
  onPaper("a6-landscape", "A6, landscape", [148, 105]),
  onPaper("a5", "A5", [148, 210]),
  onPaper("a5-landscape", "A5, landscape", [210, 148]),
  onPaper("a4", "A4", [210, 297]),
  onPaper("a4-landscape", "A4, landscape", [297, 210]),
  onPaper("a3", "A3", [297, 420]),
  onPaper("a3-landscape", "A3, landscape", [420, 297]),
  onPaper("a2", "A2, 150 dpi", [420, 594, 150]),
  onPaper("dl", "DL", [99, 210]),
  onPaper("a7", "A7", [74, 105]),
];

const BY_ID = new Map(CHANNEL_SIZES.map((size) => [size.id, size]));

export const findChannelSize = (id: string): ChannelSize | undefined => BY_ID.get(id);

const MM_PER_INCH = 25.4;

/** With the bleed of print. */
export function channelPixels(size: ChannelSize): Pixels {
  if ("px" in size) return size.px;
  const { widthMm, heightMm, bleedMm, dpi } = size.print;
  const px = (mm: number) => Math.round(((mm + 2 * bleedMm) / MM_PER_INCH) * dpi);
  return { width: px(widthMm), height: px(heightMm) };
}

/** Of print, to be written into the file; null: pixels are all that counts. */
export const channelDpi = (size: ChannelSize) => ("print" in size ? size.print.dpi : null);
