import { KEY_FACTS, MODEL_FACTS, type TeamFacts } from "@/lib/server/test-two-teams";

export type ActionCase = {
  /** What is sent about `team` by somebody of `own`. */
  input: (team: TeamFacts, own: TeamFacts) => unknown;
  /** What one's own team is told, where that is not a yes. */
  refusal?: string;
};

const ofVariant = (pick: (team: TeamFacts) => string, refusal?: string): ActionCase => ({
  input: (team) => ({ variantId: pick(team) }),
  ...(refusal && { refusal }),
});

const press = (number: number, { projectId, marker }: TeamFacts) => ({
  ...{ requestId: String(number).padStart(26, "0"), projectId, prompt: `A cup ${marker}` },
  ...{ model: "gemini-3-pro-image-preview-4k", aspectRatio: "1:1", resolution: "4K" },
  ...{ variantCount: 1, references: [] },
});
const referenceOf = ({ referenceImageId }: TeamFacts) => [
  { referenceImageId, name: "stone", role: null, isEnabled: true },
];
const goingOnFrom = ({ imageIds: [imageId] }: TeamFacts, own: TeamFacts) => ({
  ...{ verb: "continue", parent: { imageId, slot: 1 }, references: referenceOf(own) },
});

const CAP = { isSandbox: false, capMicroUsd: 5_000_000, warnPercent: 80 };
const KEY = { id: "bm9ib2R5", rawId: "bm9ib2R5", type: "public-key" };
/** Of no challenge that was ever given. */
const clientDataJSON = Buffer.from(JSON.stringify({ challenge: "nobody" })).toString("base64url");
const MADE_BY_NOBODY = { ...KEY, response: { clientDataJSON, attestationObject: "oA" } };
const SIGNED_BY_NOBODY = {
  ...KEY,
  response: { clientDataJSON, authenticatorData: "AA", signature: "AA" },
};

/** By the action's name. Whoever adds an action adds what another team could do with it. */
export const ACTION_CASES: Readonly<Record<string, ActionCase | readonly ActionCase[]>> = {
  // At the door nobody has a team yet.
  signInAction: {
    input: () => ({ email: "nobody@example.com", password: "nothing" }),
    refusal: "wrong_credentials",
  },
  setUpAction: {
    input: () => ({
      ...{ token: "-", teamName: "Team", projectName: "Project", name: "Name", timeZone: "UTC" },
      ...{ email: "nobody@example.com", password: "a sentence that works well" },
    }),
    refusal: "link_expired",
  },
  signOutAction: { input: () => undefined },
  setPreferencesAction: { input: () => ({ locale: "ru" }) },
  findInvitationAction: { input: () => ({ token: "-" }), refusal: "signed_in" },
  acceptInvitationAction: {
    input: () => ({ token: "-", name: "Name", password: "a sentence that works well" }),
    refusal: "signed_in",
  },
  inviteAction: { input: () => ({ email: "somebody@example.com", role: "admin" }) },
  renewInvitationAction: { input: ({ invitationId }) => ({ invitationId }) },
  revokeInvitationAction: { input: ({ invitationId }) => ({ invitationId }) },
  changeRoleAction: {
    input: ({ colleagues }) => ({ personId: colleagues.designer, role: "reviewer" }),
  },
  removePersonAction: { input: ({ colleagues }) => ({ personId: colleagues.reviewer }) },
  renameSelfAction: { input: () => ({ name: "Another name" }) },
  changePasswordAction: {
    input: () => ({ current: "not the old one", next: "a sentence that works well" }),
    refusal: "wrong_password",
  },
  secondStepAction: {
    input: () => ({ ticket: "-", code: "123456" }),
    refusal: "wrong_credentials",
  },
  confirmSelfAction: { input: () => ({ proof: "not the old one" }), refusal: "wrong_password" },
  beginFactorAction: {
    input: () => ({ password: "not the old one" }),
    refusal: "wrong_password",
  },
  confirmFactorAction: { input: () => ({ code: "123456" }), refusal: "not_begun" },
  removeFactorAction: {
    input: () => ({ password: "not the old one", code: "123456" }),
    refusal: "not_on",
  },
  renewRecoveryCodesAction: {
    input: () => ({ password: "not the old one", code: "123456" }),
    refusal: "not_on",
  },
  beginPasskeySignInAction: { input: () => ({ ticket: "-" }), refusal: "step_expired" },
  passkeySignInAction: {
    input: () => ({ ticket: null, passkey: SIGNED_BY_NOBODY }),
    refusal: "wrong_credentials",
  },
  beginPasskeyAction: {
    input: () => ({ password: "not the old one" }),
    refusal: "wrong_password",
  },
  addPasskeyAction: {
    input: () => ({ label: "", answer: MADE_BY_NOBODY }),
    refusal: "passkey_expired",
  },
  beginProofAction: { input: () => undefined, refusal: "not_on" },
  removePasskeyAction: {
    input: ({ passkeyId }) => ({ passkeyId, proof: { password: "-", code: "123456" } }),
    refusal: "not_on",
  },
  // Nobody has set one up.
  signInByServiceAction: { input: () => ({ service: "oidc" }), refusal: "service_not_set_up" },
  connectServiceAction: {
    input: () => ({ service: "oidc", proof: { password: "not the old one" } }),
    refusal: "service_not_set_up",
  },
  disconnectServiceAction: {
    input: () => ({ service: "oidc", proof: { password: "a sentence that works well" } }),
    refusal: "not_found",
  },
  requireFactorAction: { input: () => ({ isRequired: false }) },
  resetFactorAction: { input: ({ colleagues }) => ({ personId: colleagues.admin }) },
  closeDeviceAction: { input: ({ sessionId }) => ({ sessionId }) },
  closeOtherDevicesAction: { input: () => undefined },
  setKeyboardAction: { input: () => ({ hasSingleKeys: false, chords: {} }) },
  checkMachineAction: { input: () => undefined },
  putFirstStepsAwayAction: { input: () => ({ isPutAway: true }) },
  addKeyAction: {
    input: () => ({ ...KEY_FACTS, label: "Studio B", secret: "sk-a-key-of-this-test" }),
  },
  changeKeyAction: { input: ({ keyId }) => ({ ...KEY_FACTS, keyId, label: "Studio C" }) },
  replaceSecretAction: { input: ({ keyId }) => ({ keyId, secret: "sk-another-of-this-test" }) },
  switchKeyAction: { input: ({ keyId }) => ({ keyId, isEnabled: false }) },
  removeKeyAction: { input: ({ keyId }) => ({ keyId }) },
  checkKeyAction: { input: ({ keyId }) => ({ keyId }) },
  chooseKeyAction: [
    { input: ({ keyId }) => ({ projectId: null, keyId }) },
    { input: ({ keyId }, own) => ({ projectId: own.projectId, keyId }) },
    { input: ({ projectId }, own) => ({ projectId, keyId: own.keyId }) },
  ],
  makeTokenAction: { input: () => ({ label: "Banners", scopes: ["read"], days: "7" }) },
  revokeTokenAction: { input: ({ tokenId }) => ({ tokenId }) },
  addModelAction: { input: () => ({ modelId: "model-of-mine", facts: MODEL_FACTS }) },
  changeModelAction: {
    input: ({ modelRowId }) => ({ rowId: modelRowId, facts: { ...MODEL_FACTS, note: "Mine" } }),
  },
  removeModelAction: { input: ({ modelRowId }) => ({ rowId: modelRowId }) },
  createGenerationAction: [
    { input: (team, own) => ({ ...press(1, own), projectId: team.projectId }) },
    { input: (team, own) => ({ ...press(2, own), references: referenceOf(team) }) },
    { input: (team, own) => ({ ...press(3, own), ...goingOnFrom(team, own) }) },
  ],
  retryVariantAction: ofVariant((team) => team.failedVariantId),
  checkVariantAction: ofVariant((team) => team.unknownVariantId),
  sendAgainAction: ofVariant((team) => team.unknownVariantId),
  cancelVariantAction: ofVariant((team) => team.queuedVariantId),
  claimTaskAction: {
    input: ({ unknownVariantId }) => ({ variantId: unknownVariantId, taskId: "task-1234" }),
  },
  declareNotChargedAction: ofVariant((team) => team.unknownVariantId),
  fetchAgainAction: ofVariant((team) => team.lostVariantId),
  settleAttentionAction: ofVariant((team) => team.lostVariantId),
  markPicturesAction: {
    input: ({ imageIds }) => ({ changes: [{ imageIds, verdict: "reject", stars: 0 }] }),
  },
  rejectOthersAction: { input: ({ imageIds: [imageId] }) => ({ imageId }) },
  // The pictures of a team look alike: all of its run but one lie in one stack.
  setApartAction: { input: ({ imageIds: [imageId] }) => ({ imageId }) },
  putBackAction: { input: ({ apartImageId }) => ({ imageId: apartImageId }) },
  tagPicturesAction: {
    input: ({ imageIds, tagName }) => ({ imageIds, tag: tagName, isOn: false }),
  },
  movePicturesAction: [
    { input: ({ imageIds }, own) => ({ imageIds, projectId: own.otherProjectId }) },
    { input: ({ otherProjectId }, own) => ({ imageIds: own.imageIds, projectId: otherProjectId }) },
  ],
  binPicturesAction: { input: ({ imageIds }) => ({ imageIds }) },
  restorePicturesAction: { input: ({ imageIds }) => ({ imageIds }) },
  restoreFromBinAction: { input: ({ imageIds }) => ({ imageIds }) },
  planErasureAction: { input: ({ imageIds }) => ({ imageIds }) },
  erasePicturesAction: { input: ({ imageIds }) => ({ imageIds }) },
  checkStorageAction: { input: () => ({ kind: "look" }) },
  saveSearchAction: { input: () => ({ name: "Bottles", text: "bottle" }) },
  removeSearchAction: { input: ({ searchId }) => ({ id: searchId }) },
  moveFocusAction: { input: ({ imageIds: [imageId] }) => ({ imageId, x: 0.2, y: 0.8 }) },
  stopTakeoutAction: { input: ({ watchedTakeoutId }) => ({ id: watchedTakeoutId }) },
  createCollectionAction: { input: () => ({ name: "Bottles", search: "bottle" }) },
  changeCollectionAction: [
    { input: ({ collectionId }) => ({ id: collectionId, name: "Shoes", description: "" }) },
    {
      input: ({ imageIds }, own) => ({ id: own.liveCollectionId, coverImageId: imageIds[2] }),
    },
  ],
  removeCollectionAction: { input: ({ collectionId }) => ({ id: collectionId }) },
  restoreCollectionAction: { input: ({ deletedCollectionId }) => ({ id: deletedCollectionId }) },
  addToCollectionAction: [
    { input: ({ imageIds }, own) => ({ id: own.collectionId, imageIds }) },
    { input: ({ collectionId }, own) => ({ id: collectionId, imageIds: own.imageIds }) },
  ],
  takeFromCollectionAction: { input: ({ collectionId: id, imageIds }) => ({ id, imageIds }) },
  putBackIntoCollectionAction: { input: ({ collectionId: id, imageIds }) => ({ id, imageIds }) },
  moveInCollectionAction: {
    input: ({ collectionId: id, imageIds: [imageId, beforeImageId] }) => ({
      ...{ id, imageId, beforeImageId },
    }),
  },
  noteSourceAction: {
    input: ({ uploadId, marker }) => ({ generationId: uploadId, source: `Photo by ${marker}` }),
  },
  createProjectAction: { input: () => ({ name: "Winter", code: "WI" }) },
  renameProjectAction: { input: ({ projectId }) => ({ projectId, name: "Winter" }) },
  setOpennessAction: [
    { input: ({ projectId }) => ({ projectId, isClosed: false, memberIds: [] }) },
    // A colleague of another team becomes no member.
    {
      input: ({ colleagues }, own) => ({
        ...{ projectId: own.otherProjectId, isClosed: true, memberIds: [colleagues.designer] },
      }),
    },
  ],
  chooseProjectAction: { input: ({ otherProjectId }) => ({ projectId: otherProjectId }) },
  stageImageAction: { input: ({ imageIds }) => ({ imageId: imageIds[2] }) },
  setCapAction: [
    { input: ({ projectId }) => ({ ...CAP, scope: "project", scopeId: projectId }) },
    { input: ({ colleagues }) => ({ ...CAP, scope: "person", scopeId: colleagues.designer }) },
  ],
  pauseSendingAction: { input: () => ({ reason: "Lunch" }) },
  resumeSendingAction: { input: () => ({}) },
};
