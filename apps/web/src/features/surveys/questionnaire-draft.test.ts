import type { SurveyFeed } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { draftOf, isComplete, valueOf, withOption, withQuestion } from './questionnaire-draft.ts';

const feed: SurveyFeed = {
  ...{ itemId: '1.6.2', code: '1.6.2', name: 'Quyết tâm', mean: null, low: null, high: null },
  options: ['muc_a', 'muc_b'].map((figure, at) => ({
    id: 'ab'[at] ?? '',
    label: figure,
    value: null,
    figure,
  })),
};
const scale: SurveyFeed = { ...feed, itemId: '5.2', mean: 'ty_le', low: '0', high: '100', options: [] };

describe('a questionnaire that is written', () => {
  it('begins a question with the scale of the item’s rule', () => {
    const draft = withQuestion(withQuestion(draftOf(null), feed), scale);
    expect(draft.questions.map(({ id, itemId, mean }) => [id, itemId, mean])).toEqual([
      ['q1', '1.6.2', null],
      ['q2', '5.2', 'ty_le'],
    ]);
    expect(draft.questions[0]?.options.map(({ figure }) => figure)).toEqual(['muc_a', 'muc_b']);
    expect(draft.questions[1]?.options.map(({ value }) => value)).toEqual(['0', '100']);
  });

  it('never gives two questions or steps the same id', () => {
    const three = [feed, feed, feed].reduce(withQuestion, draftOf(null));
    const without = { ...three, questions: three.questions.slice(1) };
    const ids = withQuestion(without, feed).questions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    const question = three.questions[0];
    const options = question && withOption(withOption(question, 'a'), 'b').options.map(({ id }) => id);
    expect(new Set(options).size).toBe(4);
  });

  it('is complete when every word is there', () => {
    expect(isComplete(draftOf(null))).toBe(false);
    const draft = { ...withQuestion(draftOf(null), feed), title: 'Phiếu' };
    expect(isComplete(draft)).toBe(true);
    expect(isComplete({ ...draft, title: ' ' })).toBe(false);
  });

  it('reads values with comma or point, and none as none', () => {
    expect([valueOf(' 4,5 '), valueOf('3.5'), valueOf(' ')]).toEqual(['4.5', '3.5', null]);
  });
});
