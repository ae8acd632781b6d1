import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { PublicContext } from '../../platform/context.ts';
import { toPublication } from './describe-publication.ts';
import { listPublicationRows } from './publication.queries.ts';
import { loadLogKey } from './signing-key.ts';

type List = z.output<typeof ROUTES.listPublications.response>;

/** Everything published, newest first, with the key that checks the log. */
export async function listPublications({ db, config }: PublicContext): Promise<List> {
  const rows = await listPublicationRows(db);
  return {
    items: rows.map((row) => ({
      ...toPublication(row, config.publicUrl),
      roundTitle: row.roundTitle,
      indexYear: row.indexYear,
      sample: row.sample,
    })),
    verifierKey: loadLogKey(config).signer.vkey,
  };
}
