import type { Round } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { roundQuery } from '../api/queries.ts';
import { useWords } from '../i18n/use-words.ts';
import { Loaded } from '../states/loaded.tsx';
import { Page } from '../ui/index.ts';
import { Deadline, PhaseTag } from './round-phase.tsx';
import { RoundTabs } from './round-tabs.tsx';

/** A page of one round: the way back to it, its phase and the date that matters now, and its parts as tabs. */
export function RoundFrame({
  roundId,
  title,
  note,
  actions,
  wide = false,
  children,
}: {
  readonly roundId: string;
  readonly title: string;
  /** Words beside the phase. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: (round: Round) => ReactNode;
}) {
  const say = useWords();
  const round = useQuery(roundQuery(roundId));
  const lead = round.data ? (
    <>
      <PhaseTag phase={round.data.phase} /> {note}
      <Deadline round={round.data} />
    </>
  ) : null;
  return (
    <Page
      wide={wide}
      title={title}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
      ]}
      lead={lead}
      actions={actions}
    >
      <Loaded query={round}>
        {(data) => (
          <>
            <RoundTabs round={data} />
            {children(data)}
          </>
        )}
      </Loaded>
    </Page>
  );
}
