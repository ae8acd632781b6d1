/** A quota and a number of people as typed; undefined when they are no whole numbers or do not go together. */
export function readTarget(typed: {
  readonly quota: string;
  readonly population: string;
}): { readonly quota: number; readonly population: number | null } | undefined {
  const [quota, population] = [whole(typed.quota), whole(typed.population)];
  if (quota === undefined || quota === null || population === undefined) return undefined;
  return population !== null && (population < quota || population < 1) ? undefined : { quota, population };
}

/** A whole number, thousands apart or not; null for nothing. */
function whole(typed: string): number | null | undefined {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  if (text === '') return null;
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}
