import type { UnitReplies } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { roundQuery } from '../../api/queries.ts';
import { addressOf } from '../../api/request.ts';
import { SaveLine } from '../../drafts/save-line.tsx';
import { useEntries } from '../../drafts/use-draft-saver.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Deadline } from '../../layout/round-phase.tsx';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Notice, Page, Section } from '../../ui/index.ts';
import { ReplyActs } from './reply-acts.tsx';
import { ReplyPanel } from './reply-panel.tsx';
import { StateTag } from './state-tag.tsx';
import { repliesKey, useReplySaver } from './use-reply-saver.ts';

/** The preliminary result of one unit where it differs from what it declared, and its answers. */
export function UnitRepliesPage() {
  const say = useWords('replies');
  const { roundId, unitId } = useParams({ from: '/inside/rounds/$roundId/replies/$unitId' });
  const round = useQuery(roundQuery(roundId));
  const replies = useQuery({
    queryKey: repliesKey(roundId, unitId),
    queryFn: ({ signal }) => call('getReplies', { params: { roundId, unitId }, signal }),
  });
  return (
    <Page
      title={say('replies:titleOf', { unit: replies.data?.unitName ?? '…' })}
      crumbs={[
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
        { label: say('replies:title'), to: `/rounds/${roundId}/replies` },
      ]}
      lead={round.data ? <Deadline round={round.data} /> : null}
    >
      <Loaded query={replies}>
        {(data) => (
          <>
            {round.data && !UNJUDGED.has(round.data.state) ? <NoticeDownloads replies={data} /> : null}
            <Replies key={data.unitId} replies={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** States in which nothing is judged that a notice could tell. */
const UNJUDGED: ReadonlySet<string> = new Set(['draft', 'self-scoring']);
const FORMATS = ['docx', 'pdf'] as const;

/** The official notice of this very result. */
function NoticeDownloads({ replies: { roundId, unitId } }: { readonly replies: UnitReplies }) {
  const say = useWords('replies');
  return (
    <div className="pw-actions">
      {FORMATS.map((format) => (
        <a
          key={format}
          className="pw-button"
          data-look="second"
          download
          href={addressOf({ path: `/rounds/${roundId}/units/${unitId}/preliminary-notice/${format}` }, {})}
        >
          {say(`replies:notice.${format}`)}
        </a>
      ))}
    </div>
  );
}

function Replies({ replies }: { readonly replies: UnitReplies }) {
  const say = useWords('replies');
  const saver = useReplySaver(replies);
  const entries = useEntries(saver);
  if (replies.items.length === 0)
    return <Empty title={say('replies:nothing')}>{say('replies:nothingNext')}</Empty>;
  const answered = replies.items.filter((item) => item.answered).length;
  return (
    <>
      <div className="pw-sheet-bar">
        <p className="pw-grow">
          <StateTag state={replies.state} answered={answered} open={replies.items.length} />{' '}
          {say('replies:answeredOf', { answered, open: replies.items.length })}
        </p>
        <SaveLine entries={entries} />
      </div>
      <Explained replies={replies} />
      {replies.items.map((item) => (
        <ReplyPanel key={item.itemId} replies={replies} item={item} saver={saver} />
      ))}
      <ReplyActs
        replies={replies}
        unsaved={entries.some(({ draft }) => draft !== null)}
        flush={() => saver.flushAll()}
      />
      <Story replies={replies} />
    </>
  );
}

/** What the step means for whoever reads: silence is agreement, and only what the leader approved counts. */
function Explained({ replies: { state, items } }: { readonly replies: UnitReplies }) {
  const say = useWords('replies');
  const editable = items.some((item) => item.editable);
  return (
    <Notice tone={state === 'unit-review' ? 'warning' : 'info'} quiet>
      {say(editable ? 'replies:explained.open' : `replies:explained.${state}`)}
    </Notice>
  );
}

function Story({ replies: { events } }: { readonly replies: UnitReplies }) {
  const say = useWords('replies');
  if (events.length === 0) return null;
  return (
    <Section title={say('replies:story')}>
      <ol className="pw-stack-tight">
        {events.map(({ sequence, kind, at, by, reason }) => (
          <li key={sequence}>
            {say(`replies:event.${kind}`, { by: by ?? '–', at: showInstant(at) })}
            {reason ? <p className="pw-prewrap pw-small">{reason}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
