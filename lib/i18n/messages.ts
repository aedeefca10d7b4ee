import enAccount from "./messages/en/account.json";
import enAnnotate from "./messages/en/annotate.json";
import enApi from "./messages/en/api.json";
import enAttention from "./messages/en/attention.json";
import enBin from "./messages/en/bin.json";
import enCollection from "./messages/en/collection.json";
import enCommon from "./messages/en/common.json";
import enCompare from "./messages/en/compare.json";
import enComposer from "./messages/en/composer.json";
import enFactor from "./messages/en/factor.json";
import enFeed from "./messages/en/feed.json";
import enFinish from "./messages/en/finish.json";
import enGateway from "./messages/en/gateway.json";
import enHistory from "./messages/en/history.json";
import enIncoming from "./messages/en/incoming.json";
import enKeys from "./messages/en/keys.json";
import enLibrary from "./messages/en/library.json";
import enLog from "./messages/en/log.json";
import enMarks from "./messages/en/marks.json";
import enModel from "./messages/en/model.json";
import enPreview from "./messages/en/preview.json";
import enProfile from "./messages/en/profile.json";
import enProject from "./messages/en/project.json";
import enSheet from "./messages/en/sheet.json";
import enSteps from "./messages/en/steps.json";
import enStorage from "./messages/en/storage.json";
import enTakeout from "./messages/en/takeout.json";
import enTeam from "./messages/en/team.json";
import enUsage from "./messages/en/usage.json";
import enViewer from "./messages/en/viewer.json";
import ruAccount from "./messages/ru/account.json";
import ruAnnotate from "./messages/ru/annotate.json";
import ruApi from "./messages/ru/api.json";
import ruAttention from "./messages/ru/attention.json";
import ruBin from "./messages/ru/bin.json";
import ruCollection from "./messages/ru/collection.json";
import ruCommon from "./messages/ru/common.json";
import ruCompare from "./messages/ru/compare.json";
import ruComposer from "./messages/ru/composer.json";
import ruFactor from "./messages/ru/factor.json";
import ruFeed from "./messages/ru/feed.json";
import ruFinish from "./messages/ru/finish.json";
import ruGateway from "./messages/ru/gateway.json";
import ruHistory from "./messages/ru/history.json";
import ruIncoming from "./messages/ru/incoming.json";
import ruKeys from "./messages/ru/keys.json";
import ruLibrary from "./messages/ru/library.json";
import ruLog from "./messages/ru/log.json";
import ruMarks from "./messages/ru/marks.json";
import ruModel from "./messages/ru/model.json";
import ruPreview from "./messages/ru/preview.json";
import ruProfile from "./messages/ru/profile.json";
import ruProject from "./messages/ru/project.json";
import ruSheet from "./messages/ru/sheet.json";
import ruSteps from "./messages/ru/steps.json";
import ruStorage from "./messages/ru/storage.json";
import ruTakeout from "./messages/ru/takeout.json";
import ruTeam from "./messages/ru/team.json";
import ruUsage from "./messages/ru/usage.json";
import ruViewer from "./messages/ru/viewer.json";

const en = {
  account: enAccount,
  annotate: enAnnotate,
  api: enApi,
  attention: enAttention,
  bin: enBin,
  collection: enCollection,
  common: enCommon,
  compare: enCompare,
  composer: enComposer,
  feed: enFeed,
  finish: enFinish,
  gateway: enGateway,
  history: enHistory,
  incoming: enIncoming,
  library: enLibrary,
  log: enLog,
  marks: enMarks,
  model: enModel,
  keys: enKeys,
  preview: enPreview,
  profile: enProfile,
  project: enProject,
  team: enTeam,
  factor: enFactor,
  sheet: enSheet,
  steps: enSteps,
  storage: enStorage,
  takeout: enTakeout,
  usage: enUsage,
  viewer: enViewer,
};

/** English is the shape that every other language has to fill. */
export type Messages = typeof en;

const ru: Messages = {
  account: ruAccount,
  annotate: ruAnnotate,
  api: ruApi,
  attention: ruAttention,
  bin: ruBin,
  collection: ruCollection,
  common: ruCommon,
  compare: ruCompare,
  composer: ruComposer,
  feed: ruFeed,
  finish: ruFinish,
  gateway: ruGateway,
  history: ruHistory,
  incoming: ruIncoming,
  library: ruLibrary,
  log: ruLog,
  marks: ruMarks,
  model: ruModel,
  keys: ruKeys,
  preview: ruPreview,
  profile: ruProfile,
  project: ruProject,
  team: ruTeam,
  factor: ruFactor,
  sheet: ruSheet,
  steps: ruSteps,
  storage: ruStorage,
  takeout: ruTakeout,
  usage: ruUsage,
  viewer: ruViewer,
};

export const messages = { en, ru };
