import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { type DossierKey, tableOfKeys } from '../dossiers/dossier-keys.read-model.ts';

/** What is still here of a dossier whose events are archived. */
export type ArchivedDossier = Pick<
  Row<'dossier'>,
  'unitId' | 'code' | 'procedureCode' | 'state' | 'counts' | 'hours'
>;

/** Of these dossiers of a source those whose events are archived: nothing more may be taken for them. */
export async function archivedAmong(
  db: Db,
  sourceId: string,
  keys: readonly DossierKey[],
): Promise<readonly ArchivedDossier[]> {
  // Where nothing was ever archived the first condition alone is looked at.
  const { table, isOfUnits } = tableOfKeys(keys);
  const { rows } = await sql<ArchivedDossier>`
    select d.unit_id, d.code, d.procedure_code, d.state, d.counts, d.hours from ${table}
    join dossier d on d.unit_id = k.unit_id and d.source_id = ${sourceId} and d.code = k.code
    where exists (select 1 from dossier_archive) and d.archive_id is not null
      and ${isOfUnits('d.unit_id')}`.execute(db);
  return rows;
}

export interface ArchiveName {
  /** Name of its folder. */
  readonly name: string;
  readonly claimedAt: Date;
}

export async function archiveNamed(db: Db, id: string): Promise<ArchiveName> {
  return db
    .selectFrom('dossierArchive')
    .select(['name', 'claimedAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
