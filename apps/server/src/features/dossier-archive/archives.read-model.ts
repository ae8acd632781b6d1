import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** What is still here of a dossier whose events are archived. */
export type ArchivedDossier = Pick<
  Row<'dossier'>,
  'unitId' | 'code' | 'procedureCode' | 'state' | 'counts' | 'hours'
>;

/** Of these dossiers of a source those whose events are archived: nothing more may be taken for them. */
export async function archivedAmong(
  db: Db,
  sourceId: string,
  keys: readonly { readonly unitId: string; readonly code: string }[],
): Promise<readonly ArchivedDossier[]> {
  // Where nothing was ever archived the first condition alone is looked at.
  const { rows } = await sql<ArchivedDossier>`
    select d.unit_id, d.code, d.procedure_code, d.state, d.counts, d.hours
    from unnest(${keys.map(({ unitId }) => unitId)}::uuid[], ${keys.map(({ code }) => code)}::text[]) as k (unit_id, code)
    join dossier d on d.unit_id = k.unit_id and d.source_id = ${sourceId} and d.code = k.code
    where exists (select from dossier_archive) and d.archive_id is not null`.execute(db);
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
