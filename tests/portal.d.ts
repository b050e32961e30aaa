/** The page being rendered, as the renderer gives it to the components (portal_ui/server/renderer/renderer.mjs). */
declare var __portalPage: (() => Record<string, unknown>) | undefined;

/** Reflex's build brings React itself; its types are not needed to check ours. */
declare module "react";

/** What we use of the package that draws QR codes; it comes with the build, as React does. */
declare module "qr" {
  export default function encodeQR(
    text: string,
    output: "raw",
    options?: { ecc?: "low" | "medium" | "quartile" | "high"; border?: number },
  ): boolean[][];
}

/** Stylesheets are bundled into modules as their text. */
declare module "*.css" {
  const text: string;
  export default text;
}
