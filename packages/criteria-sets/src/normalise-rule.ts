import type { Decimal, DeadlineStep, Figure, Rule } from '@parix/scoring';
import { decimalsOf } from './decimal-text.ts';
import { checkedQuantity, normaliseFloor, normaliseRatio, normaliseSteps } from './normalise-ratio.ts';
import type { SourcePath } from './problems.ts';
import { RULE_KIND_KEYS, type RuleSource } from './schema-rules.ts';
import { DATE_PATTERN } from './schema-values.ts';
import type { Writing } from './writing.ts';

/** What a rule needs to know of its item. */
export interface RuleContext {
  readonly name: string;
  readonly max: Decimal;
  readonly min: Decimal;
  readonly figures: readonly Figure[];
  readonly path: SourcePath;
  readonly writing: Writing;
}
/** The rule, and the figures it needs that the author did not have to declare. */
export interface WrittenRule {
  readonly rule: Rule;
  readonly implied: readonly Figure[];
}
type Source<K extends keyof RuleSource> = NonNullable<RuleSource[K]>;
type Writer<K extends keyof RuleSource> = (source: Source<K>, context: RuleContext) => WrittenRule;

const declared = (context: RuleContext, key: string) => context.figures.some((figure) => figure.key === key);
const yesNo = (key: string, label: string): Figure => ({ type: 'boolean', key, label, optional: false });
const unless = (context: RuleContext, key: string, figure: Figure): readonly Figure[] =>
  declared(context, key) ? [] : [figure];
function needsFigure(context: RuleContext, key: string, path: SourcePath): void {
  if (declared(context, key)) return;
  const known = context.figures.map((figure) => figure.key).join(', ');
  context.writing.report([...context.path, ...path], 'undeclared-figure', { figure: key, declared: known });
}

const writers: { readonly [K in keyof Required<RuleSource>]: Writer<K> } = {
  'yes-no': (source, context) => {
    const key = source.figure ?? 'dat';
    return {
      rule: {
        kind: 'all-of',
        figures: [key],
        met: source.points ?? context.max,
        unmet: source.otherwise ?? '0',
      },
      implied: unless(context, key, yesNo(key, source.question ?? context.name)),
    };
  },
  'all-of': (source, context) => {
    const requirements = Object.entries(source.requirements ?? {});
    const keys = [...(source.figures ?? []), ...requirements.map(([key]) => key)];
    if (keys.length === 0) context.writing.report(context.path, 'one-of', { keys: 'requirements, figures' });
    for (const [index, key] of (source.figures ?? []).entries())
      needsFigure(context, key, ['figures', index]);
    for (const [key] of requirements)
      if (declared(context, key))
        context.writing.report([...context.path, 'requirements', key], 'figure-declared-twice', {
          figure: key,
        });
    return {
      rule: { kind: 'all-of', figures: keys, met: source.met ?? context.max, unmet: source.unmet ?? '0' },
      implied: requirements.map(([key, label]) => yesNo(key, label)),
    };
  },
  states: (source, context) => {
    const key = source.figure ?? 'muc';
    const isDeclared = declared(context, key);
    for (const [index, option] of source.options.entries())
      if (!isDeclared && option.label === undefined)
        context.writing.report([...context.path, 'options', index], 'option-without-label', {
          option: option.id,
        });
    const options = source.options.map(({ id, label }) => ({ id, label: label ?? id }));
    return {
      rule: {
        kind: 'states',
        figure: key,
        points: source.options.map((option) => ({ option: option.id, points: option.points })),
      },
      implied: unless(context, key, {
        type: 'choice',
        key,
        label: source.question ?? context.name,
        options,
        optional: false,
      }),
    };
  },
  'ratio-steps': (source, context) => ({
    rule: {
      kind: 'ratio-steps',
      ratio: normaliseRatio(source, context.figures, context.path, context.writing),
      steps: normaliseSteps(source.steps, [...context.path, 'steps'], context.writing),
    },
    implied: [],
  }),
  'ratio-linear': (source, context) => ({
    rule: {
      kind: 'ratio-linear',
      ratio: normaliseRatio(source, context.figures, context.path, context.writing),
      complement: source.complement ?? false,
      target: source.target ?? null,
      floor: normaliseFloor(source.floor, [...context.path, 'floor'], context.writing),
    },
    implied: [],
  }),
  count: (source, context) => ({
    rule: {
      kind: 'count',
      count: checkedQuantity(source.count, context.figures, [...context.path, 'count'], context.writing),
      each: source.each,
    },
    implied: [],
  }),
  sum: (source, context) => {
    const implied = source.parts.flatMap((part) =>
      part.label === undefined ? [] : unless(context, part.figure, yesNo(part.figure, part.label)),
    );
    for (const [index, part] of source.parts.entries())
      if (part.label === undefined) needsFigure(context, part.figure, ['parts', index, 'figure']);
    const parts = source.parts.map(({ figure, points, cap }) => ({ figure, points, cap: cap ?? null }));
    return { rule: { kind: 'sum', parts }, implied };
  },
  deduction: (source, context) => ({
    rule: {
      kind: 'deduction',
      start: source.start ?? context.max,
      count: checkedQuantity(source.count, context.figures, [...context.path, 'count'], context.writing),
      each: source.each,
    },
    implied: [],
  }),
  deadline: (source, context) => {
    needsFigure(context, source.done, ['done']);
    const fixed = DATE_PATTERN.test(source.due);
    if (!fixed) needsFigure(context, source.due, ['due']);
    return {
      rule: {
        kind: 'deadline',
        done: source.done,
        due: fixed ? { date: source.due } : { figure: source.due },
        offset: source.offset ?? 0,
        steps: source.steps.map((step, index) => deadlineStep(step, index, context)),
      },
      implied: [],
    };
  },
  'survey-grades': (source, context) => {
    for (const [index, grade] of source.grades.entries())
      if (grade.label === undefined) needsFigure(context, grade.figure, ['grades', index, 'figure']);
    const most = String(source['most-answers'] ?? 1_000_000);
    return {
      rule: {
        kind: 'survey-grades',
        grades: source.grades.map(({ figure, weight }) => ({ figure, weight })),
        none: source.none ?? 'no-data',
      },
      implied: source.grades.flatMap(({ figure, label }) =>
        label === undefined ? [] : unless(context, figure, answers(figure, label, most)),
      ),
    };
  },
  'survey-mean': (source, context) => {
    const key = source.mean ?? 'diem_trung_binh';
    const label = source.question ?? `Điểm trung bình điều tra: ${context.name}`;
    return {
      rule: { kind: 'survey-mean', mean: key, low: source.low, high: source.high },
      implied: unless(context, key, scale(key, label, source.low, source.high, 2)),
    };
  },
  given: (source, context) => {
    const key = source.figure ?? 'diem';
    const decimals = source.step === undefined ? 2 : decimalsOf(source.step);
    const label = source.question ?? `Điểm do cơ quan chấm cho: ${context.name}`;
    return {
      rule: { kind: 'given', figure: key, step: source.step ?? null },
      implied: unless(context, key, scale(key, label, context.min, context.max, decimals, 'điểm')),
    };
  },
  formula: (source) => ({
    rule: { kind: 'formula', expression: source.expression, divisionByZero: source['division-by-zero'] },
    implied: [],
  }),
};

const answers = (key: string, label: string, max: string): Figure => ({
  type: 'integer',
  key,
  label,
  unit: 'phiếu',
  min: '0',
  max,
  decimals: 0,
  optional: false,
});
const scale = (
  key: string,
  label: string,
  min: Decimal,
  max: Decimal,
  decimals: number,
  unit = '',
): Figure => ({
  type: 'decimal',
  key,
  label,
  unit,
  min,
  max,
  decimals,
  optional: false,
});

function deadlineStep(
  step: NonNullable<RuleSource['deadline']>['steps'][number],
  index: number,
  context: RuleContext,
): DeadlineStep {
  const { 'late-up-to': limit, points, otherwise } = step;
  const fine =
    otherwise === undefined
      ? limit !== undefined && points !== undefined
      : limit === undefined && points === undefined;
  if (!fine) context.writing.report([...context.path, 'steps', index], 'step-limit');
  if (otherwise !== undefined || limit === undefined)
    return { otherwise: true, points: otherwise ?? points ?? '0' };
  return { lateUpTo: limit, points: points ?? '0' };
}

/** Turns the written rule into the engine's, filling in defaults and implied figures; null after a reported fault. */
export function normaliseRule(source: RuleSource, context: RuleContext): WrittenRule | null {
  const kinds = RULE_KIND_KEYS.filter((kind) => source[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    context.writing.report(context.path, 'one-rule', {
      found: kinds.join(', '),
      kinds: RULE_KIND_KEYS.join(', '),
    });
    return null;
  }
  return writeKind(kind, source, { ...context, path: [...context.path, kind] });
}

function writeKind<K extends keyof RuleSource>(
  kind: K,
  source: RuleSource,
  context: RuleContext,
): WrittenRule | null {
  const body = source[kind];
  if (body === undefined) return null;
  const writer: Writer<K> = writers[kind];
  return writer(body, context);
}
