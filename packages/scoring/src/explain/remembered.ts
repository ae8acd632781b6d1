import type { FactTable } from '../fact-table.ts';
import { isAbsent } from '../fact-table.ts';
import type { ItemPlan, Plan } from '../plan.ts';
import type { ItemExplanation } from '../results.ts';
import type { Values } from '../rule-kinds/rule-kind.ts';

/** An item with at most this many different sets of figures explains each of them once. */
const MOST_REMEMBERED = 1024;

/** Where the explanation of these figures is kept, filled or not. */
interface Recalled {
  readonly explanations: (ItemExplanation | undefined)[];
  readonly at: number;
}
interface Memory {
  readonly explanations: (ItemExplanation | undefined)[];
  /** By figure: least value and number of values. */
  readonly ranges: readonly { readonly min: number; readonly size: number }[];
}

const MEMORIES = new WeakMap<ItemPlan, Memory | 'too-many'>();

/**
 * Yes/no figures, choices and small counts repeat in unit after unit, and so do their explanations: the same figures
 * of the same item have one explanation. null for items with more combinations than are worth keeping.
 */
export function recall(table: FactTable, item: ItemPlan, unit: number, values: Values): Recalled | null {
  const memory = memoryOf(table.plan, item);
  if (memory === 'too-many') return null;
  let at = 0;
  for (let figure = 0; figure < memory.ranges.length; figure++) {
    const { min, size } = memory.ranges[figure] as Memory['ranges'][number];
    const absent = isAbsent(table, item.firstSlot + figure, unit);
    at = at * (size + 1) + (absent ? size : Number(values[figure]) - min);
  }
  return { explanations: memory.explanations, at };
}

function memoryOf(plan: Plan, item: ItemPlan): Memory | 'too-many' {
  let memory = MEMORIES.get(item);
  if (memory === undefined) {
    const ranges = item.figures.map((_, at) => {
      const slot = plan.slots[item.firstSlot + at];
      const min = Number(slot?.min ?? 0);
      return { min, size: Number(slot?.max ?? 0) - min + 1 };
    });
    const size = ranges.reduce((product, range) => product * (range.size + 1), 1);
    memory =
      size <= MOST_REMEMBERED
        ? { explanations: new Array<ItemExplanation | undefined>(size), ranges }
        : 'too-many';
    MEMORIES.set(item, memory);
  }
  return memory;
}
