import type { DossierSource, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { newToken, tokenDigest } from '../../platform/request-source.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { insertSource, listSourceRows, type SourceRow, updateSource } from './sources.queries.ts';

type WithToken = DossierSource & { readonly token: string };

export async function listSources(
  context: Context,
  { limit, cursor }: z.output<typeof ROUTES.listDossierSources.query>,
) {
  context.permit('dossier-sources.manage');
  const [after] = decodeCursor(cursor, z.tuple([z.string()])) ?? [null];
  const rows = await listSourceRows(context.db, after, limit + 1);
  return toPage(rows, limit, ({ code }) => [code], toSource);
}

/** Sets up a source. Its token is told here and kept nowhere. */
export async function createSource(
  context: Context,
  { code, name }: z.output<typeof ROUTES.createDossierSource.body>,
): Promise<WithToken> {
  context.permit('dossier-sources.manage');
  const token = newToken();
  return inTransaction(context.db, async (db) => {
    const row = await insertSource(db, {
      id: newId(),
      code,
      name,
      ...keptOf(token),
      createdBy: context.person.accountId,
      createdAt: context.now,
      requestId: context.requestId,
    });
    if (!row) refuse('source-code-taken');
    await recordAudit(db, context, {
      action: 'dossier-source.created',
      subject: `dossier-source:${row.id}`,
      detail: { code, name },
    });
    return { ...toSource(row), token };
  });
}

/** A new token; whoever holds the old one is refused from now on. A revoked source may send again. */
export async function renewSource(context: Context, id: string): Promise<WithToken> {
  context.permit('dossier-sources.manage');
  const token = newToken();
  const source = await change(context, id, 'dossier-source.renewed', { ...keptOf(token), revokedAt: null });
  return { ...source, token };
}

export function revokeSource(context: Context, id: string): Promise<DossierSource> {
  context.permit('dossier-sources.manage');
  return change(context, id, 'dossier-source.revoked', { revokedAt: context.now });
}

function change(
  context: Context,
  id: string,
  action: 'dossier-source.renewed' | 'dossier-source.revoked',
  fields: Parameters<typeof updateSource>[2],
): Promise<DossierSource> {
  return inTransaction(context.db, async (db) => {
    const row = await updateSource(db, id, fields);
    if (!row) refuse('not-found');
    await recordAudit(db, context, { action, subject: `dossier-source:${id}`, detail: { code: row.code } });
    return toSource(row);
  });
}

const keptOf = (token: string) => ({ tokenSha256: tokenDigest(token), tokenHint: token.slice(-4) });

const toSource = ({
  id,
  code,
  name,
  tokenHint,
  revokedAt,
  createdAt,
  version,
}: SourceRow): DossierSource => ({
  id,
  code,
  name,
  tokenHint,
  revokedAt: revokedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  version,
});
