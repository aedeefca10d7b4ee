import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { useSave } from "@/components/profile/use-save";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { showToast } from "@/components/ui/toast";
import { closeDeviceAction, closeOtherDevicesAction } from "@/lib/account/actions";
import { devicesQuery } from "@/lib/account/queries";
import type { DeviceView } from "@/lib/account/schema/profile";

/** A device that is gone is as good as one that was signed out. */
function useSignOuts() {
  const t = useTranslations("profile.devices");
  const queryClient = useQueryClient();
  const { isPending, save, trouble } = useSave();
  const reread = () => queryClient.invalidateQueries({ queryKey: devicesQuery().queryKey });
  const says = (text: string) => () => {
    showToast({ text });
    return reread();
  };
  return {
    isPending,
    trouble,
    one: (sessionId: string) =>
      save(() => closeDeviceAction({ sessionId }), {
        done: says(t("gone")),
        refused: ({ code }) => {
          void reread();
          return code === "not_found";
        },
      }),
    others: () => save(() => closeOtherDevicesAction(undefined), { done: says(t("others")) }),
  };
}

export function Devices() {
  const t = useTranslations("profile.devices");
  const { data, isError, refetch } = useQuery(devicesQuery());
  const signOut = useSignOuts();
  const devices = data?.devices ?? [];
  if (!data) {
    return (
      <p role="status" className="flex items-center gap-3 border-hair border-t py-3 text-ink-2">
        {isError ? t("loadFailed") : t("loading")}
        {isError ? (
          <Button size={26} onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        ) : null}
      </p>
    );
  }
  return (
    <>
      <ul>
        {devices.map((device) => (
          <DeviceRow
            key={device.sessionId}
            device={device}
            signOut={() => signOut.one(device.sessionId)}
          />
        ))}
      </ul>
      {signOut.trouble ? <AlertLine text={signOut.trouble} /> : null}
      {devices.length > 1 ? (
        <Button isLoading={signOut.isPending} onClick={signOut.others} className="mt-2">
          {t("signOutOthers")}
        </Button>
      ) : null}
    </>
  );
}

function useDeviceName({ browser, system }: DeviceView): string {
  const t = useTranslations("profile.devices");
  return browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknown"));
}

function DeviceRow({ device, signOut }: { device: DeviceView; signOut: () => void }) {
  const t = useTranslations("profile.devices");
  const place = usePlace();
  const name = useDeviceName(device);
  const when = formatMoment(device.lastSeenAt, place);
  return (
    <li className="flex items-center gap-3 border-hair border-t py-3">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          {name}
          {device.isThis ? <Chip>{t("this")}</Chip> : null}
        </p>
        <p className="text-ink-2 text-small">
          {t("seen", { when, since: formatMoment(device.signedInAt, place) })}
        </p>
      </div>
      {device.isThis ? null : (
        <Button kind="ghost" aria-label={t("signOutOf", { device: name, when })} onClick={signOut}>
          {t("signOut")}
        </Button>
      )}
    </li>
  );
}
