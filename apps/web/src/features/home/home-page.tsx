import type { Round } from '@parix/api-contract';
import { isAreaRole, mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { roundsQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { draftStore } from '../../drafts/draft-store.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Deadline, PhaseTag } from '../../layout/round-phase.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Notice, Page, Section } from '../../ui/index.ts';
import { CounterTasks } from './counter-tasks.tsx';
import type { NextStep } from './next-steps.ts';
import { PlatformTasks } from './platform-tasks.tsx';
import { useRoundWork } from './use-round-work.ts';

export function HomePage() {
  const say = useWords();
  const account = useAccount();
  const rounds = useQuery(roundsQuery);
  return (
    <Page
      title={say('common:home.title')}
      crumbs={null}
      lead={say('common:home.lead', {
        role: account.roles.map((role) => say(`common:role.${role}`)).join(', '),
        name: account.displayName,
      })}
    >
      <Unsent />
      {mightEver(account.roles, 'counter.act') ? <CounterTasks /> : null}
      <Section title={say('common:home.todo')}>
        <Loaded query={rounds}>{({ items }) => <RoundList rounds={items} />}</Loaded>
      </Section>
      {account.roles.includes('administrator') ? <PlatformTasks /> : null}
    </Page>
  );
}

function RoundList({ rounds }: { readonly rounds: readonly Round[] }) {
  const say = useWords();
  const { roles } = useAccount();
  const manages = mightEver(roles, 'rounds.manage');
  if (rounds.length === 0) {
    const key = manages ? 'common:home.noneManage' : 'common:home.noneWait';
    return (
      <Empty
        title={say('common:home.none')}
        action={manages ? <Link to="/rounds/new">{say('common:home.create')}</Link> : undefined}
      >
        {say(key)}
      </Empty>
    );
  }
  return (
    <ul className="pw-todo">
      {rounds.map((round) => (
        <RoundTask key={round.id} round={round} />
      ))}
    </ul>
  );
}

function RoundTask({ round }: { readonly round: Round }) {
  const say = useWords();
  const { roles, unitId } = useAccount();
  const { steps, progress } = useRoundWork(round);
  return (
    <li>
      <div>
        <h3>
          <Link to="/rounds/$roundId" params={{ roundId: round.id }}>
            {round.title}
          </Link>
        </h3>
        <p className="pw-soft">
          {say('common:home.roundLine', {
            year: round.indexYear,
            block: round.blockName,
            units: round.unitCount,
          })}
        </p>
        {progress ? (
          <p>{say(roles.some(isAreaRole) ? 'common:home.appraised' : 'common:home.filled', progress)}</p>
        ) : null}
        <Deadline round={round} />
      </div>
      <div className="pw-actions">
        <PhaseTag phase={round.phase} />
        {steps.map((step) => (
          <StepLink key={step.words} step={step} roundId={round.id} unitId={unitId} />
        ))}
      </div>
    </li>
  );
}

function StepLink(props: {
  readonly step: NextStep;
  readonly roundId: string;
  readonly unitId: string | null;
}) {
  const say = useWords();
  const { step, roundId, unitId } = props;
  const look = { className: 'pw-button', 'data-look': step.urgent ? 'main' : 'second' };
  if (step.place === 'card' && unitId !== null)
    return (
      <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId, unitId }} {...look}>
        {say(step.words)}
      </Link>
    );
  if (step.place === 'replies' && unitId !== null)
    return (
      <Link to="/rounds/$roundId/replies/$unitId" params={{ roundId, unitId }} {...look}>
        {say(step.words)}
      </Link>
    );
  const to =
    step.place === 'round' || step.place === 'card'
      ? '/rounds/$roundId'
      : (`/rounds/$roundId/${step.place}` as const);
  return (
    <Link to={to} params={{ roundId }} {...look}>
      {say(step.words)}
    </Link>
  );
}

/** Typing that an earlier visit could not deliver, with the way to the sheet that sends it. */
function Unsent() {
  const say = useWords();
  const account = useAccount();
  const sheets = [...draftStore.scopes(account.id)].flatMap(([scope, count]) => {
    const [kind, roundId = '', rest = ''] = scope.split(':');
    return kind === 'card' || kind === 'grid' || kind === 'report' ? [{ kind, roundId, rest, count }] : [];
  });
  if (sheets.length === 0) return null;
  return (
    <Notice tone="warning" title={say('common:home.unsent')} quiet>
      <ul>
        {sheets.map(({ kind, roundId, rest, count }) => (
          <li key={`${kind}${roundId}${rest}`}>
            {kind === 'card' ? (
              <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId, unitId: rest }}>
                {say('common:home.unsentCard', { round: roundId, items: count })}
              </Link>
            ) : kind === 'report' ? (
              <Link to="/rounds/$roundId/cards/$unitId/report" params={{ roundId, unitId: rest }}>
                {say('common:home.unsentReport', { round: roundId })}
              </Link>
            ) : (
              <Link to="/rounds/$roundId/appraisal" params={{ roundId }} search={{ item: rest }}>
                {say('common:home.unsentGrid', { round: roundId, items: count })}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
