import { whatIf as tryChanges, type CriteriaSet, type ItemFacts, type UnitFacts } from '@parix/scoring';
import { describeCellProblem, factsFromTable, type CellProblem, type Table } from '@parix/sheets';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readFacts } from '../facts/read-facts.ts';
import { scoreFacts, unitIndexOf } from '../facts/score-facts.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments, usageFailure } from '../options.ts';
import { standingText } from '../output/standing.ts';
import { compiledSet } from '../sets/load-set.ts';
import { both, visible } from '../text.ts';

/** What a unit's points, class and rank would be with other figures. The facts file is not changed. */
export const whatIf: Command = async (args, io) => {
  const kinds = { amendment: 'many', unit: 'one', set: 'many', sheet: 'one' } as const;
  const { positionals, values } = readArguments(args, USAGE['what-if'], kinds, [2, 20]);
  if (values.unit === undefined || values.set.length === 0) throw usageFailure(USAGE['what-if'], '');
  const { set, plan } = await compiledSet(positionals[0] ?? '', values.amendment);
  const facts = await readFacts(set, positionals.slice(1), values.sheet);
  const { table, scores } = scoreFacts(plan, facts);
  const index = unitIndexOf(facts, values.unit);
  const before = facts.units[index];
  if (before === undefined) throw usageFailure(USAGE['what-if'], values.unit);
  const wanted = changesOf(set, before, values.set);
  /** Through the same check as a file: a figure out of range is refused here too. */
  const units = facts.units.with(index, { ...before, items: { ...before.items, ...wanted } });
  scoreFacts(plan, {
    units,
    locate: (_unit, item, figure) => `--set ${[item, figure].filter((part) => part !== null).join('.')}`,
  });
  const changes = Object.entries(wanted).map(([itemId, item]) => ({ itemId, facts: item }));
  const current = tryChanges(plan, table, scores, index, []);
  const after = tryChanges(plan, table, scores, index, changes);
  io.out(standingText(set, { code: before.unit, name: before.name ?? '' }, current, after, io.locale));
  return EXIT.ok;
};

/** Reads `item.figure=value` the way a cell under such a header is read, onto what the unit has already. */
function changesOf(
  set: CriteriaSet,
  unit: UnitFacts,
  settings: readonly string[],
): Readonly<Record<string, ItemFacts>> {
  const pairs = settings.map((setting) => {
    const at = setting.indexOf('=');
    if (at < 1) throw usageFailure(USAGE['what-if'], setting);
    return [setting.slice(0, at).trim(), setting.slice(at + 1)] as const;
  });
  const table: Table = {
    file: '--set',
    sheet: null,
    headerRow: 1,
    header: ['unit', ...pairs.map(([header]) => header)],
    rows: [
      {
        row: 2,
        cells: [unit.unit, ...pairs.map(([, value]) => value)].map((text) => ({ kind: 'text', text })),
      },
    ],
  };
  const known = [{ code: unit.unit, kind: unit.kind, block: unit.block }];
  const { units, problems } = factsFromTable(set, table, { units: known });
  if (problems.length > 0) throw settingFailure(problems, settings);
  const emptied = pairs.filter(([, value]) => value.trim() === '').map(([header]) => header);
  if (emptied.length > 0) throw usageFailure(USAGE['what-if'], emptied.join(', '));
  const read = units[0]?.items ?? {};
  return Object.fromEntries(
    Object.entries(read).map(([id, facts]) => [id, merged(unit.items[id] ?? {}, facts)]),
  );
}

/** New figures replace old ones; new figures end a claim that the item does not apply, and appraised points. */
function merged(before: ItemFacts, change: ItemFacts): ItemFacts {
  if (change.notApplicable !== undefined) return change;
  const { figures, older } = before;
  return {
    ...(older === undefined ? {} : { older }),
    ...change,
    ...(figures === undefined && change.figures === undefined
      ? {}
      : { figures: { ...figures, ...change.figures } }),
  };
}

function settingFailure(problems: readonly CellProblem[], settings: readonly string[]): Failure {
  const lines = problems.map((problem) => {
    const column = columnOf(problem.place.cell) - 1;
    return both(
      (locale) => `--set ${visible(settings[column] ?? '')}: ${describeCellProblem(problem, locale)}`,
    );
  });
  return new Failure(EXIT.badInput, lines);
}

/** 0-based column of an address: B2 -> 1. */
function columnOf(address: string): number {
  return (
    [...address.replace(/\d+$/, '')].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) -
    1
  );
}
