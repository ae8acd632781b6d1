/** Makes `apps/web/dist` fit the sources; does nothing when it does already. Throws when the build fails. */
export function ensureWebBuilt(): void;
