import type { SurveyFeed, SurveyQuestion, SurveyQuestionnaire } from '@parix/api-contract';

/** A questionnaire as it is written. */
export interface FormDraft {
  readonly title: string;
  readonly introduction: string;
  readonly questions: readonly SurveyQuestion[];
}

export const draftOf = (known: SurveyQuestionnaire | null): FormDraft => ({
  title: known?.title ?? '',
  introduction: known?.introduction ?? '',
  questions: known?.questions ?? [],
});

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The first name that is not taken: q1, q2 … */
function freeId(prefix: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** A question for an item, with the scale of its rule. */
export function withQuestion(draft: FormDraft, feed: SurveyFeed): FormDraft {
  const id = freeId(
    'q',
    draft.questions.map((question) => question.id),
  );
  const ends = [feed.low, feed.high].map((value, at) => ({
    id: LETTERS[at] ?? '',
    label: value ?? '',
    value,
    figure: null,
  }));
  const question: SurveyQuestion = {
    ...{ id, text: feed.name, itemId: feed.itemId, mean: feed.mean, required: true },
    options: feed.options.length > 0 ? [...feed.options] : ends,
  };
  return { ...draft, questions: [...draft.questions, question] };
}

export const withOption = (question: SurveyQuestion, label: string): SurveyQuestion => ({
  ...question,
  options: [
    ...question.options,
    {
      id: freeId(
        'o',
        question.options.map((option) => option.id),
      ),
      ...{ label, value: null, figure: null },
    },
  ],
});

/** A decimal as typed, with comma or point; null for none. */
export const valueOf = (typed: string): string | null => typed.trim().replace(',', '.') || null;

export const isComplete = ({ title, questions }: FormDraft): boolean =>
  title.trim() !== '' &&
  questions.length > 0 &&
  questions.every(
    ({ text, options }) => text.trim() !== '' && options.every(({ label }) => label.trim() !== ''),
  );
