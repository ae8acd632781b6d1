import { dossierMapping, type SentMapping } from '@parix/api-contract';
import type { DossierMapping } from '@parix/sheets';

export const toMapping = ({ columns, ...rest }: SentMapping): DossierMapping => ({
  ...rest,
  columns: Object.fromEntries(Object.entries(columns).filter(([, name]) => name !== undefined)),
});

/** A mapping as it was stored. */
export const storedMapping = (stored: unknown): DossierMapping => toMapping(dossierMapping.parse(stored));
