import enAccount from "./messages/en/account.json";
import enAttention from "./messages/en/attention.json";
import enCommon from "./messages/en/common.json";
import enComposer from "./messages/en/composer.json";
import enFeed from "./messages/en/feed.json";
import enViewer from "./messages/en/viewer.json";
import ruAccount from "./messages/ru/account.json";
import ruAttention from "./messages/ru/attention.json";
import ruCommon from "./messages/ru/common.json";
import ruComposer from "./messages/ru/composer.json";
import ruFeed from "./messages/ru/feed.json";
import ruViewer from "./messages/ru/viewer.json";

const en = {
  account: enAccount,
  attention: enAttention,
  common: enCommon,
  composer: enComposer,
  feed: enFeed,
  viewer: enViewer,
};

/** English is the shape that every other language has to fill. */
export type Messages = typeof en;

const ru: Messages = {
  account: ruAccount,
  attention: ruAttention,
  common: ruCommon,
  composer: ruComposer,
  feed: ruFeed,
  viewer: ruViewer,
};

export const messages = { en, ru };
