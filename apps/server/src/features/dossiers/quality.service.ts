import type { DossierQuality } from '@parix/api-contract';
import { WARNING_CODES } from '@parix/one-stop';
import type { Context } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { knownProcedures } from '../procedures/procedure-rules.read-model.ts';
import { countDossiers, countsByProcedure, warnedByCode, warnedByUnit } from './quality.queries.ts';
import { sourcesWithNews } from './sources.queries.ts';
import { unitNames, unitsBelow } from './units-of.ts';

const MOST_UNITS = 20;
const MOST_PROCEDURES = 50;

/** What does not fit in the data: to be put right where it comes from, for nothing here is changed by hand. */
export async function dossierQuality(context: Context, unitId: string | undefined): Promise<DossierQuality> {
  context.permit('dossier-figures.read');
  const { db, now } = context;
  const unitIds = await unitsBelow(db, unitId, now);
  const units = await warnedByUnit(db, unitIds);
  const codes = new Map((await warnedByCode(db, unitIds)).map(({ code, dossiers }) => [code, dossiers]));
  const worst = units.filter(({ warned }) => warned > 0).toSorted((a, b) => b.warned - a.warned);
  const shown = worst.slice(0, MOST_UNITS);
  const names = await unitNames(
    db,
    shown.map((unit) => unit.unitId),
    legalDayOf(now),
  );
  return {
    ...(await countDossiers(db, unitIds)),
    warned: units.reduce((sum, { warned }) => sum + warned, 0),
    sources: (await sourcesWithNews(db)).map(({ name, lastEventAt, revokedAt }) => ({
      name,
      lastEventAt: lastEventAt?.toISOString() ?? null,
      revoked: revokedAt !== null,
    })),
    warnings: WARNING_CODES.flatMap((code) => {
      const dossiers = codes.get(code) ?? 0;
      return dossiers === 0 ? [] : [{ code, dossiers }];
    }).toSorted((a, b) => b.dossiers - a.dossiers),
    units: shown.map((unit) => ({ ...unit, unitName: names.get(unit.unitId) ?? unit.unitId })),
    unknownProcedures: await unknownProcedures(context, unitIds),
  };
}

async function unknownProcedures(
  { db }: Context,
  unitIds: readonly string[] | null,
): Promise<DossierQuality['unknownProcedures']> {
  const counted = (await countsByProcedure(db, unitIds)).filter(({ code }) => code !== '');
  const known = await knownProcedures(
    db,
    counted.map(({ code }) => code),
  );
  return counted.filter(({ code }) => !known.has(code)).slice(0, MOST_PROCEDURES);
}
