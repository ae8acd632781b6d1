import { cardProblem, type CardProblem, type ProblemAbout } from './card-problems.ts';
import type { OwnCardProblemCode } from './card-problem-texts.ts';

/** Stops reading a workbook as a whole. Thrown inside this folder only; `readCardWorkbook` gives the problem. */
export class CardRefusal extends Error {
  readonly problem: CardProblem;

  constructor(
    code: OwnCardProblemCode | 'merged-cells',
    detail: ProblemAbout['detail'] = {},
    place: string | null = null,
  ) {
    super(code);
    this.problem = cardProblem(code, place, { detail });
  }
}

/** Refuses because the hidden keys no longer fit together; `reason` tells what is wrong there. */
export function damagedKeys(reason: string): CardRefusal {
  return new CardRefusal('keys-damaged', { reason: reason.slice(0, 60) });
}
