import type { ROUTES, SurveyCell } from '@parix/api-contract';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { readSurvey } from './open-survey.ts';
import { listCells } from './surveys.queries.ts';

export async function listSurveyCells(
  context: Context,
  roundId: string,
  surveyId: string,
  { limit, cursor, groupId, short }: z.output<typeof ROUTES.listSurveyCells.query>,
) {
  await readSurvey(context, roundId, surveyId);
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid(), z.uuid()]));
  const rows = await listCells(context.db, surveyId, { groupId, short, after, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => [row.unitName, row.unitId, row.groupId],
    (row): SurveyCell => row,
  );
}
