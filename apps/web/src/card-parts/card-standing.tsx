import type { SignOff } from '@parix/api-contract';
import type { CardState } from '@parix/workflow';
import { useEffect, useRef } from 'react';
import { session } from '../api/session-state.ts';
import { useServerNow } from '../api/use-me.ts';
import { showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Notice, Tag, type TagTone } from '../ui/index.ts';
import { countdown, skewMinutes } from './card-clock.ts';

const TONES: Readonly<Record<CardState, TagTone>> = {
  'not-started': 'plain',
  'in-progress': 'plain',
  'unit-review': 'warning',
  returned: 'bad',
  submitted: 'good',
  'not-submitted': 'bad',
};

export function CardStateTag({ state }: { readonly state: CardState }) {
  const say = useWords('sign-off');
  return <Tag tone={TONES[state]}>{say(`sign-off:state.${state}`)}</Tag>;
}

/** State, deadline and time left by the server's clock. `onPassed` is called once when the instant goes by. */
export function CardStanding({
  standing,
  onPassed,
}: {
  readonly standing: SignOff;
  readonly onPassed: () => void;
}) {
  const say = useWords('sign-off');
  const now = useServerNow(1);
  const left = countdown(standing.closesAt, standing.window, now);
  const told = useRef<string | null>(null);
  const passed = left.kind === 'passed' && standing.window === 'open';
  useEffect(() => {
    if (!passed || told.current === standing.closesAt) return;
    told.current = standing.closesAt;
    onPassed();
  }, [passed, standing.closesAt, onPassed]);
  return (
    <div className="pw-stack-tight">
      <p className="pw-actions">
        <CardStateTag state={standing.state} />
        {standing.closesAt === null ? null : (
          <span>
            {say('sign-off:closesAt', { at: showInstant(standing.closesAt) })} <TimeLeft left={left} />
          </span>
        )}
        {standing.extendedUntil ? <Tag>{say('sign-off:extended')}</Tag> : null}
        {standing.latest?.late ? <Tag tone="warning">{say('sign-off:late')}</Tag> : null}
      </p>
      <Skew />
    </div>
  );
}

function TimeLeft({ left }: { readonly left: ReturnType<typeof countdown> }) {
  const say = useWords('sign-off');
  if (left.kind === 'none') return null;
  const text =
    left.kind === 'passed' ? say('sign-off:left.passed') : say(`sign-off:left.${left.kind}`, { ...left });
  return <strong className={left.kind === 'minutes' ? 'pw-mark-below' : undefined}>{text}</strong>;
}

function Skew() {
  const say = useWords('sign-off');
  const server = useServerNow(20);
  const minutes = skewMinutes(server - session.clockGap(), server);
  if (minutes === null) return null;
  return (
    <Notice tone="warning" quiet>
      {say(minutes > 0 ? 'sign-off:skew.ahead' : 'sign-off:skew.behind', { minutes: Math.abs(minutes) })}
    </Notice>
  );
}
