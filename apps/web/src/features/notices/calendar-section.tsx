import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Section, TextField } from '../../ui/index.ts';

const FEED = ['calendar-feed'] as const;

/** The address under which a calendar program reads the person's deadlines; shown once, when it is made. */
export function CalendarSection() {
  const say = useWords('notices');
  const queries = useQueryClient();
  const feed = useQuery({ queryKey: FEED, queryFn: ({ signal }) => call('getCalendarFeed', { signal }) });
  const renew = useMutation({
    mutationFn: () => call('renewCalendarFeed', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: FEED }),
  });
  const revoke = useMutation({
    mutationFn: () => call('revokeCalendarFeed', {}),
    onSuccess: () => {
      renew.reset();
      return queries.invalidateQueries({ queryKey: FEED });
    },
  });
  return (
    <Section title={say('notices:calendar.title')}>
      <p>{say('notices:calendar.lead')}</p>
      {renew.data ? <NewAddress url={renew.data.url} /> : null}
      {renew.isError ? <Failure error={renew.error} /> : null}
      {revoke.isError ? <Failure error={revoke.error} /> : null}
      <Loaded query={feed}>
        {({ createdAt }) => (
          <>
            <p className="pw-soft">
              {createdAt === null
                ? say('notices:calendar.none')
                : say('notices:calendar.since', { at: showInstant(createdAt) })}
            </p>
            <div className="pw-actions">
              <Button
                look="second"
                busy={renew.isPending && say('notices:calendar.making')}
                onClick={() => renew.mutate()}
              >
                {say(createdAt === null ? 'notices:calendar.make' : 'notices:calendar.renew')}
              </Button>
              {createdAt === null ? null : (
                <Button
                  look="danger"
                  busy={revoke.isPending && say('notices:calendar.revoking')}
                  onClick={() => revoke.mutate()}
                >
                  {say('notices:calendar.revoke')}
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function NewAddress({ url }: { readonly url: string }) {
  const say = useWords('notices');
  const frame = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // No permission, or no secure page: the text is selected, so that the person can copy it.
      frame.current?.querySelector('input')?.select();
      setCopied(false);
    }
  };
  return (
    <Notice tone="good" title={say('notices:calendar.made')}>
      <div ref={frame}>
        <TextField
          label={say('notices:calendar.address')}
          hint={say('notices:calendar.addressHint')}
          value={url}
          readOnly
          onFocus={(event) => event.target.select()}
        />
      </div>
      <div className="pw-actions">
        <Button look="second" onClick={() => void copy()}>
          {say('notices:calendar.copy')}
        </Button>
        <span role="status">
          {copied === null ? '' : say(copied ? 'notices:calendar.copied' : 'notices:calendar.notCopied')}
        </span>
      </div>
    </Notice>
  );
}
