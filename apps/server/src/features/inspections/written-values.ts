import {
  type AnswerValue,
  type FindingValue,
  type ProceedingsValue,
  proceedingsValue,
} from '@parix/api-contract';
import type { Row } from '../../db/schema.ts';

/** Stored rows in the shape in which devices write them, so that both can be compared and shown side by side. */
export const findingOf = (row: Row<'inspectionFindingVersion'>): FindingValue => ({
  kind: row.kind,
  statement: row.statement,
  recommendation: row.recommendation,
  itemId: row.itemId,
  checkId: row.checkId,
  repeatsFindingId: row.repeatsFindingId,
  withdrawn: row.withdrawn,
});

export const answerOf = (row: Pick<Row<'inspectionAnswer'>, 'answer' | 'note'>): AnswerValue => ({
  answer: row.answer,
  note: row.note,
  question: null,
  itemId: null,
});

export const proceedingsOf = (row: Pick<Row<'inspectionProceedings'>, 'content'>): ProceedingsValue =>
  proceedingsValue.parse(row.content);
