export type AddressRefusal =
  /** No address, or one with a name, a question or a fragment in it. */
  | "address_wrong"
  | "address_not_https"
  /** It leads, or its name does, to an address that is not public. */
  | "address_private"
  /** Nobody knows the name. */
  | "address_unknown";

/** Where a gateway may be. */
export interface GatewayAddresses {
  /**
   * The base address as it is kept, or why it cannot be used. Nothing is sent there. A name can lead elsewhere later:
   * each connection is checked again when it is made.
   */
  check(
    typed: string,
  ): Promise<{ ok: true; baseUrl: string } | { ok: false; code: AddressRefusal }>;
}
