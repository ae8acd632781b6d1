import { Ajv } from 'ajv';
import {
  checkSource,
  describeSourceProblem,
  itemsOf,
  loadAmendment,
  nodesOf,
  type SourceProblem,
} from '@parix/criteria-sets';
import { addDecimal, checkSet, compareDecimal, type Item } from '@parix/scoring';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemaFiles } from '../tools/write-schemas.ts';
import { withCases } from '../tools/write-cases.ts';
import { onlyScoredItems } from './only-scored-items.ts';
import { readShipped, SHIPPED, shippedSet } from './shipped-files.ts';

const words = (problems: readonly SourceProblem[]) =>
  problems.map((each) => describeSourceProblem(each, 'vi'));
const COMPLETE = ['qd-766-2022', 'qd-766-2022-ho-so', 'sample-province-2020'];
const INCOMPLETE = SHIPPED.filter((id) => !COMPLETE.includes(id));
const pathOf = (id: string) => `sets/${id}/set.yaml`;

describe.each(SHIPPED)('shipped set %s', (id) => {
  const text = readShipped(pathOf(id));
  it('bears the name of its folder, its schema line and a SOURCE.md', () => {
    expect(shippedSet(pathOf(id)).id).toBe(id);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../../schema/criteria-set.schema.json');
    expect(readShipped(`sets/${id}/SOURCE.md`).length).toBeGreaterThan(200);
  });
  it('fits the published JSON Schema', () => {
    const schema = JSON.parse(schemaFiles()['criteria-set.schema.json'] ?? '') as object;
    const validate = new Ajv({ unicodeRegExp: true, allowUnionTypes: true, strict: false }).compile(schema);
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });
  it('holds the worked cases that the independent script writes', () => {
    expect(withCases(text, pathOf(id))).toBe(text);
  });
  it('has worked cases for every rule: full, zero, no data, not applicable', () => {
    for (const item of itemsOf(shippedSet(pathOf(id)).areas)) if (item.rule !== null) expectCases(item);
  });
});

function expectCases(item: Item): void {
  const points = item.cases.map((each) => each.expect.points);
  const statuses = item.cases.map((each) => each.expect.status);
  const best = item.max ?? '0';
  expect(points, `${item.id}: full`).toContain(best);
  // A state whose least points are not zero has none with zero.
  if (item.rule?.kind !== 'states') expect(points, `${item.id}: zero`).toContain('0');
  expect(statuses, `${item.id}: no data`).toContain('no-data');
  if (item.notApplicable.policy !== 'forbidden')
    expect(
      item.cases.some((each) => each.notApplicable),
      `${item.id}: not applicable`,
    ).toBe(true);
}

describe.each(COMPLETE)('complete set %s', (id) => {
  it('passes every check of the engine, worked cases included', () => {
    expect(words(checkSource(readShipped(pathOf(id)), pathOf(id)).problems)).toEqual([]);
  });
});

describe.each(INCOMPLETE)('incomplete set %s', (id) => {
  it('is refused for a round with its reason, at the line that says so', () => {
    const text = readShipped(pathOf(id));
    const { problems, set } = checkSource(text, pathOf(id));
    const refusal = problems.find((each) => each.cause?.code === 'set-incomplete');
    expect(refusal).toMatchObject({ severity: 'error', detail: { reason: set?.incompleteReason } });
    expect(refusal?.line).toBe(text.split('\n').findIndex((line) => line.startsWith('status:')) + 1);
    expect(set?.incompleteReason.length).toBeGreaterThan(60);
  });
  it('has rules that run: its scored items alone pass the engine with their worked cases', () => {
    const set = onlyScoredItems(shippedSet(pathOf(id)));
    if (set !== null) expect(checkSet(set)).toEqual([]);
  });
});

describe('the sample set', () => {
  const set = shippedSet(pathOf('sample-province-2020'));
  const items = itemsOf(set.areas);
  const ordinary = set.areas.filter((area) => area.role === 'ordinary');
  it('says that it is a sample in its title, act and sources', () => {
    expect(set.sample).toBe(true);
    for (const text of [set.title, set.act?.number ?? '']) expect(text).toContain('MẪU');
    expect([...set.sources, set.act?.title ?? '', ...items.map((item) => item.source)]).not.toContainEqual(
      expect.not.stringContaining('Bộ mẫu, không phải văn bản pháp luật'),
    );
  });
  it('follows eight areas of 100 points, about 40 criteria and 100 scored items in steps of 0.25', () => {
    expect(ordinary).toHaveLength(8);
    expect(nodesOf(ordinary).filter((node) => node.level === 'criterion')).toHaveLength(42);
    expect(itemsOf(ordinary)).toHaveLength(100);
    for (const item of items) expect(item.max).toMatch(/^\d+(\.(25|5|75))?$/);
  });
  it('gives 20.5 points by survey, which no unit scores itself', () => {
    const survey = items.filter((item) => item.pointsFrom === 'survey');
    expect(survey.reduce((sum, item) => addDecimal(sum, item.max ?? '0'), '0')).toBe('20.5');
    for (const item of items) if (item.pointsFrom !== 'appraisal') expect(item.selfScored).toBe(false);
  });
  it('uses every kind of rule and every policy', () => {
    expect(new Set(items.map((item) => item.rule?.kind))).toEqual(
      new Set([
        'states',
        'all-of',
        'ratio-steps',
        'ratio-linear',
        'count',
        'sum',
        'deduction',
        'deadline',
        'survey-grades',
        'survey-mean',
        'given',
        'formula',
      ]),
    );
    expect(new Set(items.map((item) => item.notApplicable.policy))).toEqual(
      new Set(['forbidden', 'full-points', 'zero', 'remove', 'share', 'older-value']),
    );
    expect(new Set(set.areas.map((area) => area.role))).toEqual(new Set(['ordinary', 'bonus', 'deduction']));
    expect(items.some((item) => compareDecimal(item.min, '0') < 0)).toBe(true);
    expect(items.some((item) => item.exemptKinds.length > 0)).toBe(true);
  });
  it('shows both sides of every limit of a ratio', () => {
    for (const item of items) {
      if (item.rule?.kind !== 'ratio-steps') continue;
      for (const step of item.rule.steps) {
        if (!('limit' in step) || step.limit === '100') continue;
        const limit = `${step.limit.replace('.', ',')} %`;
        const names = item.cases.map((each) => each.name);
        expect(names, item.id).toEqual(expect.arrayContaining([`Đúng ${limit}`, `Dưới ${limit}`]));
      }
    }
  });
});

interface Described {
  readonly description?: string;
  readonly $ref?: string;
  readonly allOf?: readonly Described[];
}

describe('published schemas', () => {
  it.each(Object.entries(schemaFiles()))('%s is fresh', (name, content) => {
    expect(readShipped(`schema/${name}`)).toBe(content);
  });
  it.each(Object.values(schemaFiles()))('describes every key in Vietnamese and English', (content) => {
    const schema = JSON.parse(content) as { definitions: Record<string, Described> };
    const wording = ({ description, $ref, allOf }: Described): string => {
      const next = allOf?.[0] ?? schema.definitions[$ref?.split('/').at(-1) ?? ''];
      return description ?? (next === undefined ? '' : wording(next));
    };
    const undescribed: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties } = node as { properties?: Record<string, Described> };
      for (const [key, value] of Object.entries(properties ?? {}))
        if (!wording(value).includes(' / ')) undescribed.push(`${path}.${key}`);
      for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`);
    };
    walk(schema, '');
    expect(undescribed).toEqual([]);
  });
  it('accepts the shipped amendment', () => {
    const text = readShipped('sets/sample-province-2020/amendment-2021.yaml');
    const schema = JSON.parse(schemaFiles()['amendment.schema.json'] ?? '') as object;
    const validate = new Ajv({ unicodeRegExp: true, allowUnionTypes: true, strict: false }).compile(schema);
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(loadAmendment(text, 'a.yaml').ok).toBe(true);
  });
});
