import { emailSchema } from "@/lib/account/schema";
import { resetPassword } from "@/lib/account/service/profile";
import { type Command, UsageError } from "@/lib/cli/command";

const USAGE = "reset-password ADDRESS";

export const resetPasswordCommand: Command = {
  usage: USAGE,
  summary: "Gives a person a new password and signs them out everywhere.",
  takesWords: true,
  async run({ ports, settings }, { words }) {
    const [word, ...rest] = words;
    if (word === undefined || rest.length > 0) throw new UsageError(`Usage: maquette ${USAGE}`);
    const email = emailSchema.safeParse(word);
    if (!email.success) throw new UsageError(`"${word}" is no mail address.`);
    const reset = await resetPassword(ports, email.data);
    if (!reset.ok) throw new UsageError(`Nobody in a team has the address ${email.data}.`);
    const { password } = reset.value;
    return {
      isGood: true,
      lines: [
        `The new password of ${email.data}: ${password}`,
        `It is shown only now. They sign in at ${settings.publicUrl}/sign-in and change it in their profile.`,
      ],
      json: { email: email.data, password },
    };
  },
};
