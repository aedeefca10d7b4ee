import { emailSchema } from "@/lib/account/schema";
import { dropLostFactor } from "@/lib/account/service/lost-factor";
import { resetPassword } from "@/lib/account/service/profile";
import { type Command, type Given, UsageError } from "@/lib/cli/command";

const USAGE = "reset-password ADDRESS [--second-factor]";

export const resetPasswordCommand: Command = {
  usage: USAGE,
  summary:
    "Gives a person a new password and signs them out everywhere; --second-factor also takes their lost second factor away.",
  takesWords: true,
  options: { "second-factor": { type: "boolean" } },
  async run({ ports, settings }, given) {
    const address = addressOf(given);
    const reset = await resetPassword(ports, address);
    if (!reset.ok) throw new UsageError(`Nobody in a team has the address ${address}.`);
    const { password } = reset.value;
    const dropped = given.flags["second-factor"] ? await dropLostFactor(ports, address) : null;
    const wasOn = dropped?.ok ? dropped.value.wasOn : null;
    return {
      isGood: true,
      lines: [
        `The new password of ${address}: ${password}`,
        `It is shown only now. They sign in at ${settings.publicUrl}/sign-in and change it in their profile.`,
        ...(wasOn === null
          ? []
          : [wasOn ? "Their second factor is off." : "They had no second factor."]),
      ],
      json: { email: address, password, ...(wasOn !== null && { hadSecondFactor: wasOn }) },
    };
  },
};

/** @throws {UsageError} */
function addressOf({ words: [word, ...rest] }: Given): string {
  if (word === undefined || rest.length > 0) throw new UsageError(`Usage: maquette ${USAGE}`);
  const email = emailSchema.safeParse(word);
  if (!email.success) throw new UsageError(`"${word}" is no mail address.`);
  return email.data;
}
