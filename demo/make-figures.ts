/**
 * Made-up figures for the demo province: for an item of any rule kind, figures as a unit of a given quality might
 * declare them. Nothing here is real; the units, the set and the figures are named samples.
 */
import type { Figure, FigureValue, Item, ItemFacts, Quantity, Rule } from '@parix/scoring';
import type { Prng } from '../bench/prng.ts';

type Figures = Record<string, FigureValue>;

/** `quality` in 0..1: the share of full marks such a unit tends to reach. */
export function makeFacts(item: Item, quality: number, random: Prng, year: number): ItemFacts {
  if (item.rule === null) return {};
  const figures: Figures = {};
  fill(item, item.rule, quality, random, figures, year);
  for (const figure of item.figures) figures[figure.key] ??= restOf(figure, random);
  return { figures };
}

function fill(item: Item, rule: Rule, quality: number, random: Prng, figures: Figures, year: number): void {
  const figure = (key: string): Figure | undefined => item.figures.find((one) => one.key === key);
  switch (rule.kind) {
    case 'states': {
      const best = [...rule.points].sort((a, b) => Number(b.points) - Number(a.points));
      const chosen = best.find(() => random.chance(quality)) ?? best.at(-1);
      if (chosen) figures[rule.figure] = chosen.option;
      return;
    }
    case 'all-of':
      for (const key of rule.figures) figures[key] = random.chance(quality ** (1 / rule.figures.length));
      return;
    case 'ratio-steps':
    case 'ratio-linear':
      fillRatio(
        rule,
        rule.kind === 'ratio-linear' && rule.complement ? 1 - quality : quality,
        item,
        random,
        figures,
      );
      return;
    case 'count':
      spread(rule.count, Math.round((Number(item.max) / Number(rule.each)) * (quality + 0.1)), item, figures);
      return;
    case 'deduction':
      spread(rule.count, random.chance(quality) ? 0 : random.int(1, 2), item, figures);
      return;
    case 'sum':
      for (const part of rule.parts) {
        const type = figure(part.figure)?.type;
        if (type === 'boolean') figures[part.figure] = random.chance(quality);
        else figures[part.figure] = within(figure(part.figure), random.int(0, 4) * quality);
      }
      return;
    case 'deadline':
      fillDeadline(rule, quality, random, figures, figure(rule.done), year);
      return;
    case 'survey-grades': {
      const answers = random.int(60, 140);
      const best = Math.round(answers * quality * 0.95);
      rule.grades.forEach(({ figure: key }, position) => {
        const count = position === 0 ? best : Math.round((answers - best) / 2 ** position);
        figures[key] = within(figure(key), count);
      });
      return;
    }
    case 'survey-mean': {
      const [low, high] = [Number(rule.low), Number(rule.high)];
      figures[rule.mean] = within(
        figure(rule.mean),
        low + (high - low) * Math.min(1, quality + random.int(-8, 8) / 100),
      );
      return;
    }
    case 'given': {
      const step = Number(rule.step ?? '0.25');
      const top = Math.floor(Number(item.max) / step);
      figures[rule.figure] = within(figure(rule.figure), Math.min(top, Math.round(top * quality)) * step);
      return;
    }
    case 'formula':
      fillFromCases(item, quality, random, figures);
  }
}

function fillRatio(
  rule: Extract<Rule, { kind: 'ratio-steps' | 'ratio-linear' }>,
  quality: number,
  item: Item,
  random: Prng,
  figures: Figures,
): void {
  const { numerator, denominator } = rule.ratio;
  const total = random.pick([12, 20, 24, 40, 60, 80, 120, 200, 500, 1200]);
  spread(denominator, total, item, figures);
  const reached = Math.min(total, Math.round(total * (quality + random.int(-3, 6) / 100)));
  const shared = numerator.plus.filter((key) => key in figures);
  if (shared.length > 0) {
    spread({ plus: numerator.minus, minus: [] }, total - reached, item, figures);
    return;
  }
  spread(numerator, reached, item, figures);
}

/** Gives the quantity the value: the first of its figures takes it, the others stay zero. */
function spread(quantity: Quantity, value: number, item: Item, figures: Figures): void {
  quantity.plus.forEach((key, position) => {
    figures[key] = within(
      item.figures.find((one) => one.key === key),
      position === 0 ? Math.max(0, value) : 0,
    );
  });
  for (const key of quantity.minus) figures[key] ??= '0';
}

function fillDeadline(
  rule: Extract<Rule, { kind: 'deadline' }>,
  quality: number,
  random: Prng,
  figures: Figures,
  done: Figure | undefined,
  year: number,
): void {
  const base = 'date' in rule.due ? rule.due.date : `${year}-06-15`;
  if ('figure' in rule.due) figures[rule.due.figure] = base;
  const shift = Math.ceil(rule.offset * 1.5) - 7;
  const days = random.chance(quality) ? shift : shift + random.int(10, 40);
  figures[rule.done] = clampDate(addDays(base, days), done);
}

function fillFromCases(item: Item, quality: number, random: Prng, figures: Figures): void {
  const scored = item.cases
    .filter((one) => one.expect.status === 'scored' && one.expect.points !== null)
    .sort((a, b) => Number(b.expect.points) - Number(a.expect.points));
  const chosen = scored.find(() => random.chance(quality)) ?? scored.at(-1);
  for (const [key, value] of Object.entries(chosen?.figures ?? {})) if (value !== null) figures[key] = value;
}

function restOf(figure: Figure, random: Prng): FigureValue {
  switch (figure.type) {
    case 'boolean':
      return true;
    case 'choice':
      return figure.options[0]?.id ?? '';
    case 'date':
      return figure.min;
    default:
      return within(figure, random.int(0, 20));
  }
}

function within(figure: Figure | undefined, value: number): string {
  if (figure?.type !== 'integer' && figure?.type !== 'decimal') return String(Math.round(value));
  const bounded = Math.min(Number(figure.max), Math.max(Number(figure.min), value));
  return figure.type === 'integer' ? String(Math.round(bounded)) : bounded.toFixed(figure.decimals);
}

function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function clampDate(iso: string, figure: Figure | undefined): string {
  if (figure?.type !== 'date') return iso;
  return iso < figure.min ? figure.min : iso > figure.max ? figure.max : iso;
}
