/** The page being rendered, as the renderer gives it to the components (portal_ui/server/renderer/renderer.mjs). */
declare var __portalPage: (() => Record<string, unknown>) | undefined;
