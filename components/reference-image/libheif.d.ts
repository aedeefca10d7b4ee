/** The part of libheif's JavaScript that is used here. */
declare module "libheif-js/libheif-wasm/libheif-bundle.mjs" {
  type Target = { data: Uint8ClampedArray; width: number; height: number };
  type HeifImage = {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Upright, as the file says. Calls back with null when the picture cannot be decoded. */
    display(target: Target, done: (target: Target | null) => void): void;
    free(): void;
  };
  type Libheif = {
    HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] };
  };
  const libheif: () => Libheif;
  export = libheif;
}
