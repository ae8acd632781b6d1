import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { PublicContext } from '../../platform/context.ts';
import { toPublication } from './describe-publication.ts';
import { listPublicationRows } from './publication.queries.ts';
import { loadLogKey } from './signing-key.ts';

type List = z.output<typeof ROUTES.listPublications.response>;

/** Everything public, newest first, with the key that checks the log. */
export async function listPublications({ db, now, config }: PublicContext): Promise<List> {
  const rows = await listPublicationRows(db, now);
  const standing = new Map<string, number>();
  for (const { roundId, sequence } of rows)
    standing.set(roundId, Math.max(sequence, standing.get(roundId) ?? 0));
  return {
    items: rows.map((row) => ({
      ...toPublication(row, config.publicUrl, standing.get(row.roundId) ?? row.sequence),
      roundTitle: row.roundTitle,
      indexYear: row.indexYear,
      sample: row.sample,
    })),
    verifierKey: loadLogKey(config).signer.vkey,
  };
}
