"use server";

import {
  addKeySchema,
  changeKeySchema,
  chooseKeySchema,
  keyIdSchema,
  replaceSecretSchema,
  switchKeySchema,
} from "@/lib/gateway-key/schema";
import { askCheck } from "@/lib/gateway-key/service/check";
import {
  addKey,
  changeKey,
  removeKey,
  replaceSecret,
  switchKey,
} from "@/lib/gateway-key/service/keys";
import { chooseKey } from "@/lib/gateway-key/service/serving";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const addKeyAction = defineAction(addKeySchema, (actor, input) =>
  addKey(getPorts(), actor, input),
);

export const changeKeyAction = defineAction(changeKeySchema, (actor, input) =>
  changeKey(getPorts(), actor, input),
);

export const replaceSecretAction = defineAction(replaceSecretSchema, (actor, input) =>
  replaceSecret(getPorts(), actor, input),
);

export const switchKeyAction = defineAction(switchKeySchema, (actor, input) =>
  switchKey(getPorts(), actor, input),
);

export const removeKeyAction = defineAction(keyIdSchema, (actor, { keyId }) =>
  removeKey(getPorts(), actor, keyId),
);

export const checkKeyAction = defineAction(keyIdSchema, (actor, { keyId }) =>
  askCheck(getPorts(), actor, keyId),
);

export const chooseKeyAction = defineAction(chooseKeySchema, (actor, input) =>
  chooseKey(getPorts(), actor, input),
);
