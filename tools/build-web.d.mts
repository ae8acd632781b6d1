/** Makes `apps/web/dist` fit the sources; does nothing when it does already. */
export function ensureWebBuilt(): void;
