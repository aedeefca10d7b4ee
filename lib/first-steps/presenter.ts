import type { FirstStepsView } from "@/lib/first-steps/schema";
import type { Steps } from "@/lib/first-steps/service/steps";

const KINDS = { team: "team", environment: "settings", sandbox: "sandbox" } as const;

function presentKey({ state, usable, lastFour, credits }: Steps["key"]): FirstStepsView["key"] {
  return {
    ...{ state, lastFour, credits },
    kind: usable && KINDS[usable.key.source],
    label: usable?.key.label ?? "",
    host: usable ? new URL(usable.connection.baseUrl).host : "",
  };
}

function presentPicture({ state, made }: Steps["picture"]): FirstStepsView["picture"] {
  if (!made) return { state, made: null };
  const { code, progressPercent, image, prompt, aspectRatio, resolution } = made;
  return { state, made: { code, progressPercent, image, prompt, aspectRatio, resolution } };
}

const presentBackup = ({ state, at, failure }: Steps["backup"]): FirstStepsView["backup"] => ({
  state,
  at: at?.toISOString() ?? null,
  failure: failure && { code: failure.code, at: failure.at.toISOString() },
});

export const presentFirstSteps = (steps: Steps): FirstStepsView => ({
  isPutAway: steps.isPutAway,
  key: presentKey(steps.key),
  picture: presentPicture(steps.picture),
  backup: presentBackup(steps.backup),
  factor: { state: steps.factor.state },
  team: {
    state: steps.team.state,
    memberCount: steps.memberCount,
    invitationCount: steps.invitationCount,
  },
});
