/**
 * One unit that stands at exactly 80.00, "good", by its rules. Written in the order of the regulation, doubles and a
 * spreadsheet miss the growth of exactly 5 %, decimals cut off 13/28: each of them calls the unit "fair".
 * `node --import tsx bench/class-lost.ts [file.csv]` also writes the same sums for a spreadsheet program.
 */
import { writeFileSync } from 'node:fs';
import { compileSet, scoreRound } from '@parix/scoring';
import { Decimal } from 'decimal.js';
import { atLeast, linear, number, smallSet, unitOf } from './small-set.ts';

const growth = atLeast('105', '1.75');
const steps = growth.kind === 'ratio-steps' ? growth.steps : [];
const set = smallSet(
  [
    {
      id: 'growth',
      max: '1.75',
      figures: [number('a', '1000', 2), number('b', '1000', 2)],
      rule:
        growth.kind === 'ratio-steps'
          ? { ...growth, steps: [...steps.slice(0, -1), { otherwise: true, points: '0.90' }] }
          : growth,
    },
    { id: 'ratio', max: '0.14', figures: [number('a', '100'), number('b', '100')], rule: linear },
    {
      id: 'rest',
      max: '98.11',
      figures: [number('p', '98.11', 2)],
      rule: { kind: 'given', figure: 'p', step: null },
    },
  ],
  '100',
);
const compiled = compileSet(set);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
const unit = unitOf('u', {
  growth: { figures: { a: '590.31', b: '562.20' } },
  ratio: { figures: { a: '13', b: '28' } },
  rest: { figures: { p: '78.18' } },
});
const scored = scoreRound(compiled.plan, [unit]);
if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
const [parix] = scored.result.units;

const round2 = (value: number): number => Math.round(value * 100) / 100;
const grown = (now: number, last: number): number => (((now - last) / last) * 100 >= 5 ? 1.75 : 0.9);
const inDoubles = round2(grown(590.31, 562.2) + round2((13 / 28) * 0.14) + 78.18);
const percent = new Decimal('590.31').minus('562.2').div('562.2').times(100);
const inDecimals = new Decimal(percent.gte(5) ? '1.75' : '0.9')
  .plus(new Decimal(13).div(28).times('0.14').toDecimalPlaces(2, Decimal.ROUND_HALF_UP))
  .plus('78.18');
const className = (index: number): string => (index >= 80 ? 'good' : 'fair');

console.log(`Parix        ${parix?.printedIndex ?? '?'}  ${parix?.classId ?? '?'}`);
console.log(`doubles      ${inDoubles.toFixed(2)}  ${className(inDoubles)}`);
console.log(`decimal.js   ${inDecimals.toFixed(2)}  ${className(inDecimals.toNumber())}`);
const file = process.argv[2];
if (file !== undefined)
  writeFileSync(
    file,
    [
      '590.31,562.2,"=IF((A1-B1)/B1*100>=5,1.75,0.9)"',
      '13,28,"=ROUND(A2/B2*0.14,2)"',
      '78.18,,=A3',
      ',,=C1+C2+C3',
      ',,"=IF(C4>=80,""good"",""fair"")"',
    ].join('\n'),
  );
