import type { CounterDossier, CounterRow } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Tag, type TagTone } from '../../ui/index.ts';

export function StateTag({ state }: { readonly state: CounterDossier['state'] }) {
  const say = useWords('one-stop-counter');
  if (state === null) return <Tag tone="warning">{say('one-stop-counter:takenBack')}</Tag>;
  return (
    <Tag tone={state === 'finished' || state === 'returned' ? 'good' : 'plain'}>
      {say(`one-stop-counter:state.${state}`)}
    </Tag>
  );
}

const TONES: Readonly<Record<NonNullable<CounterRow['urgency']>, TagTone>> = {
  overdue: 'bad',
  'near-due': 'warning',
  'in-time': 'plain',
  waiting: 'plain',
  'without-deadline': 'plain',
};

export function UrgencyTag({ urgency }: { readonly urgency: CounterRow['urgency'] }) {
  const say = useWords('one-stop-counter');
  if (urgency === null) return '–';
  return <Tag tone={TONES[urgency]}>{say(`one-stop-counter:urgency.${urgency}`)}</Tag>;
}
