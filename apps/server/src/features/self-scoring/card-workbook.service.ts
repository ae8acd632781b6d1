import type { Card, CardImport, CardItem } from '@parix/api-contract';
import {
  type CardChange,
  type CardProblem,
  readCardWorkbook,
  type WorkbookCard,
  type WorkbookItem,
  writeCardWorkbook,
} from '@parix/sheets';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { newestVersions } from '../evidence/evidence-links.read-model.ts';
import { permitOnCard } from '../sign-off/permit-on-card.read-model.ts';
import { getCard } from './card.service.ts';
import { type OpenCard, openCard } from './open-card.read-model.ts';
import { saveItem } from './save-item.service.ts';

interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}
type OnConflict = 'refuse' | 'mine' | 'theirs';

/** The card as a workbook: locked but for the cells that the person may fill in. */
export async function cardWorkbook(context: Context, key: CardKey): Promise<FileAnswer> {
  const card = await getCard(context, key.roundId, key.unitId);
  const open = await openCard(context.db, context.person, key, context.now);
  return {
    fileName: `Phiếu ${open.unit.code} ${open.round.id}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: await writeCardWorkbook(toWorkbook(context, card, open)),
  };
}

function toWorkbook({ locale, now }: Context, card: Card, open: OpenCard): WorkbookCard {
  const { stored, round, unit } = open;
  const { id, version, title, sample } = stored.set;
  const items = new Map(card.items.map((item) => [item.itemId, item]));
  const names = new Map(stored.set.areas.map((area) => [area.id, area.name]));
  return {
    set: { title, versionId: `${id}@${version}`, fingerprint: stored.fingerprint, sample },
    round: { id: round.id, title: round.title },
    unit: { code: unit.code, name: unit.name },
    revision: open.stamp,
    locale,
    exportedAt: now.toISOString(),
    items: [...stored.items.values()].flatMap(({ item, areaId }) => {
      const shown = items.get(item.id);
      return shown ? [toWorkbookItem(item, names.get(areaId) ?? '', shown)] : [];
    }),
  };
}

type SetItem =
  OpenCard['stored']['items'] extends ReadonlyMap<string, { readonly item: infer I }> ? I : never;

const toWorkbookItem = (item: SetItem, areaName: string, shown: CardItem): WorkbookItem => ({
  itemId: item.id,
  code: item.code,
  name: item.name,
  areaName,
  max: item.max,
  selfScored: item.selfScored,
  editable: shown.editable,
  version: shown.version,
  figures: item.figures.map((figure) => ({ ...figure, value: shown.figures[figure.key] ?? null })),
  notApplicablePolicy: item.notApplicable.policy,
  notApplicableReason: shown.notApplicableReason,
  explanation: shown.explanation,
  evidence: shown.evidence.map(({ documentId, version: _version, ...link }) => ({
    ...link,
    ...(documentId !== null && { documentId }),
  })),
  selfPoints: shown.self.printedPoints,
});

/**
 * Takes a filled-in workbook back. A trial tells every cell that would change, every conflict and every fault by its
 * address. The real run saves all changes as ordinary saves, in one transaction, or nothing.
 */
export async function importCardWorkbook(
  context: Context,
  key: CardKey,
  file: Upload,
  { dryRun, conflicts }: { readonly dryRun: boolean; readonly conflicts: OnConflict },
): Promise<CardImport> {
  const open = await openCard(context.db, context.person, key, context.now);
  // Whose items they are is judged cell by cell; here, whether the person may write on this card at all.
  permitOnCard(context, 'scorecard.edit', open.round, key.unitId, open.standing, {
    ownItem: open.own.size > 0,
  });
  const current = toWorkbook(context, await getCard(context, key.roundId, key.unitId), open);
  const reading = await readCardWorkbook(file.bytes, current);
  const answer = { dryRun, applied: false, fileHash: file.hash };
  const problems = reading.problems.map((problem) => toProblem(context, problem));
  if (!reading.ok) return { ...answer, exportedAt: null, changes: [], conflicts: [], unchanged: 0, problems };
  const taken = [...reading.changes, ...(conflicts === 'mine' ? reading.overrides : [])];
  const told = {
    ...answer,
    exportedAt: reading.exportedAt,
    changes: taken.map(({ itemId, cells }) => ({
      itemId,
      cells: cells.map(({ cell, before, after }) => ({ cell, before, after })),
    })),
    conflicts: reading.conflicts.map(({ itemId, cell, before, mine, theirs }) => ({
      ...{ itemId, cell, before, mine, theirs },
    })),
    unchanged: reading.unchanged,
    problems,
  };
  if (dryRun || problems.length > 0) return told;
  if (conflicts === 'refuse' && reading.conflicts.length > 0) return told;
  await saveAll(context, key, file, taken);
  return { ...told, applied: true };
}

function toProblem(
  { locale }: Context,
  { place, code, message, value }: CardProblem,
): CardImport['problems'][number] {
  return { place: place ?? '', code, message: message[locale], value: value === '' ? null : value };
}

async function saveAll(
  context: Context,
  key: CardKey,
  file: Upload,
  changes: readonly CardChange[],
): Promise<void> {
  await inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const named = changes.flatMap(({ evidence }) => evidence.flatMap(({ documentId }) => documentId ?? []));
    const versions = await newestVersions(db, key.unitId, named);
    for (const { itemId, currentVersion, figures, notApplicableReason, explanation, evidence } of changes) {
      const links = evidence.map(({ documentId = null, ...link }) => ({
        ...link,
        documentId,
        version: documentId === null ? null : (versions.get(documentId) ?? refuse('facts-invalid')),
      }));
      const body = { figures: { ...figures }, notApplicableReason, explanation, evidence: links };
      await saveItem(inside, { ...key, itemId }, currentVersion, body);
    }
    const detail = { file: file.name, sha256: file.hash, items: changes.length };
    const subject = `card:${key.roundId}/${key.unitId}`;
    await recordAudit(db, context, { action: 'card.imported', subject, detail });
  });
}
