import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button } from '../../ui/index.ts';
import { bodyOf, draftOf, faultsOf } from './survey-dates.ts';
import { SurveyFields } from './survey-fields.tsx';
import type { SurveyPart } from './survey-page.tsx';
import { useSurveyChange } from './use-survey-change.ts';

/** Name and dates, while answers may still come. */
export function SurveyDates({ roundId, survey }: SurveyPart) {
  const say = useWords('surveys');
  const [draft, setDraft] = useState(() => draftOf(survey));
  const faults = faultsOf(draft);
  const save = useSurveyChange(survey.id, () =>
    call('updateSurvey', {
      params: { roundId, surveyId: survey.id },
      ifMatch: survey.version,
      body: bodyOf(draft),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.size === 0 && !save.isPending) save.mutate(undefined);
  };
  return (
    <details className="pw-details">
      <summary>{say('surveys:edit')}</summary>
      <form className="pw-form" onSubmit={submit} noValidate>
        {save.isError ? <Failure error={save.error} /> : null}
        <SurveyFields
          draft={draft}
          faults={faults}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={save.isPending && say('surveys:saving')}>
            {say('surveys:save')}
          </Button>
        </div>
      </form>
    </details>
  );
}
