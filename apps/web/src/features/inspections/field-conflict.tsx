import { shownValue } from '@parix/workflow';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Notice } from '../../ui/index.ts';
import { type Change, nowText } from './field-change.ts';
import { keyOf, type LocalThing, settleLocal } from './local-visit.ts';

type Value = NonNullable<ReturnType<typeof shownValue<NonNullable<LocalThing['held']['standing']>>>>;

/** What the server did not take, and both texts when somebody else wrote the same thing meanwhile. */
export function Conflict({ thing, change }: { readonly thing: LocalThing; readonly change: Change }) {
  const say = useWords('inspections');
  const mine = shownValue(thing.held);
  const theirs = thing.held.theirs?.value ?? null;
  const key = keyOf(thing.kind, thing.subjectId);
  if (thing.held.theirs === null || mine === null)
    return thing.held.refused !== null && thing.message !== null ? (
      <Notice tone="bad" title={say('inspections:notTaken')}>
        <p>{thing.message}</p>
      </Notice>
    ) : null;
  const decide = (value: Value) => change((now) => settleLocal(now, key, value, nowText()));
  return (
    <Notice tone="warning" title={say('inspections:conflict')}>
      <p>
        <strong>{say('inspections:mine')}</strong> <span className="pw-prewrap">{wordsOf(mine)}</span>
      </p>
      <p>
        <strong>{say('inspections:theirs')}</strong>{' '}
        <span className="pw-prewrap">{theirs === null ? '' : wordsOf(theirs)}</span>
      </p>
      <div className="pw-actions">
        <Button size="small" onClick={() => decide(mine)}>
          {say('inspections:keepMine')}
        </Button>
        {theirs ? (
          <>
            <Button size="small" look="second" onClick={() => decide(theirs)}>
              {say('inspections:takeTheirs')}
            </Button>
            <Button size="small" look="second" onClick={() => decide(bothOf(mine, theirs))}>
              {say('inspections:keepBoth')}
            </Button>
          </>
        ) : null}
      </div>
    </Notice>
  );
}

function wordsOf(value: Value): string {
  if ('statement' in value) return [value.statement, value.recommendation].filter(Boolean).join('\n');
  if ('answer' in value) return [value.answer, value.note].filter(Boolean).join(': ');
  return [value.general, value.requests, value.unitOpinion].filter(Boolean).join('\n');
}

const join = (a: string, b: string): string => (a === b ? a : [a, b].filter(Boolean).join('\n'));

/** Both texts, one below the other; what cannot be both stays as this device has it. */
function bothOf(mine: Value, theirs: Value): Value {
  if ('statement' in mine && 'statement' in theirs)
    return {
      ...mine,
      statement: join(mine.statement, theirs.statement),
      recommendation: join(mine.recommendation, theirs.recommendation),
    };
  if ('answer' in mine && 'answer' in theirs) return { ...mine, note: join(mine.note, theirs.note) };
  if ('general' in mine && 'general' in theirs)
    return {
      ...mine,
      general: join(mine.general, theirs.general),
      requests: join(mine.requests, theirs.requests),
      unitOpinion: join(mine.unitOpinion, theirs.unitOpinion),
    };
  return mine;
}
