import { useWords } from '../../i18n/use-words.ts';
import { Tag } from '../../ui/index.ts';

const TONES = { active: 'good', invited: 'warning', disabled: 'bad', dormant: 'bad' } as const;

export function AccountState({
  state,
  secondFactor,
}: {
  readonly state: keyof typeof TONES;
  readonly secondFactor?: boolean;
}) {
  const say = useWords('access');
  return (
    <span>
      <Tag tone={TONES[state]}>{say(`access:state.${state}`)}</Tag>
      {secondFactor === undefined ? null : (
        <>
          {' '}
          <Tag>{say(secondFactor ? 'access:state.two' : 'access:state.one')}</Tag>
        </>
      )}
    </span>
  );
}
