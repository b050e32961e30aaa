/** The page being rendered, as the renderer gives it to the components (portal_ui/server/renderer/renderer.mjs). */
declare var __portalPage: (() => Record<string, unknown>) | undefined;

/** Reflex's build brings React itself; its types are not needed to check ours. */
declare module "react";

/** Stylesheets are bundled into modules as their text. */
declare module "*.css" {
  const text: string;
  export default text;
}
