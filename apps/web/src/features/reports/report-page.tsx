import type { SubmissionSummary } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { useAccount } from '../../api/use-me.ts';
import { CardFrame } from '../../card-parts/card-frame.tsx';
import { useReportDetails } from '../../card-parts/report-query.ts';
import type { CardKey } from '../../card-parts/sign-off-query.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Notice, Section, SelectField } from '../../ui/index.ts';
import { ReportForm } from './report-form.tsx';
import { SignedFiles } from './signed-files.tsx';

/** The self-assessment report of a card: its words, the printed document, and the file that was signed with a key. */
export function ReportPage() {
  const say = useWords('reports');
  const { roundId, unitId } = useParams({ from: '/inside/rounds/$roundId/cards/$unitId/report' });
  const key = { roundId, unitId };
  const inside = useAccount().unitId === unitId;
  const details = useReportDetails(key);
  return (
    <CardFrame card={key} title={say('reports:title')}>
      {() => (
        <div className="pw-stack">
          {inside ? (
            <Section title={say('reports:draft.title')}>
              <p>{say('reports:draft.text')}</p>
              <Downloads card={key} query={{ draft: 'true' }} words="draft" />
            </Section>
          ) : null}
          <Submitted card={key} />
          <Section title={say('reports:details')}>
            <p>{say('reports:detailsText')}</p>
            <Loaded query={details}>{(read) => <ReportForm card={key} read={read} />}</Loaded>
          </Section>
        </div>
      )}
    </CardFrame>
  );
}

const FORMATS = ['docx', 'pdf'] as const;

function Downloads(props: {
  readonly card: CardKey;
  readonly query: Readonly<Record<string, string | number>>;
  readonly words: 'draft' | 'submitted';
}) {
  const say = useWords('reports');
  const { roundId, unitId } = props.card;
  return (
    <div className="pw-actions">
      {FORMATS.map((format) => (
        <a
          key={format}
          className="pw-button"
          data-look="second"
          download
          href={addressOf(
            { path: `/rounds/${roundId}/units/${unitId}/report/${format}` },
            { query: props.query },
          )}
        >
          {say(`reports:download.${props.words}-${format}`)}
        </a>
      ))}
    </div>
  );
}

/** The document of each submission, and the files that were signed from it. */
function Submitted({ card }: { readonly card: CardKey }) {
  const say = useWords('reports');
  const { roundId, unitId } = card;
  const submissions = useInfiniteQuery({
    queryKey: ['submissions', roundId, unitId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listSubmissions', {
        params: { roundId, unitId },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Section title={say('reports:signed.title')}>
      <Paged query={submissions} empty={<Notice quiet>{say('reports:signed.none')}</Notice>}>
        {(list) => <OfSubmission card={card} list={list} />}
      </Paged>
    </Section>
  );
}

function OfSubmission({
  card,
  list,
}: {
  readonly card: CardKey;
  readonly list: readonly SubmissionSummary[];
}) {
  const say = useWords('reports');
  const { submission } = useSearch({ from: '/inside/rounds/$roundId/cards/$unitId/report' });
  const [chosen, setChosen] = useState(String(submission ?? ''));
  const one = list.find(({ sequence }) => String(sequence) === chosen) ?? list[0];
  if (!one) return null;
  return (
    <>
      {list.length > 1 ? (
        <SelectField
          label={say('reports:signed.which')}
          value={String(one.sequence)}
          choices={list.map(({ sequence, number, at }) => ({
            value: String(sequence),
            label: say('reports:signed.number', { number, at: showInstant(at) }),
          }))}
          onChange={(event) => setChosen(event.target.value)}
        />
      ) : (
        <p>{say('reports:signed.number', { number: one.number, at: showInstant(one.at) })}</p>
      )}
      <Downloads card={card} query={{ submission: one.sequence }} words="submitted" />
      <SignedFiles key={one.sequence} card={card} sequence={one.sequence} />
    </>
  );
}
