import type { EvidenceSummary } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Loaded } from '../states/loaded.tsx';
import { Paged } from '../states/paged.tsx';
import { Button, Dialog, Empty, Tag, TextField } from '../ui/index.ts';
import { showDate } from '../format/dates.ts';
import { identityWords } from './document-marks.tsx';
import { earlierQuery, useLibrary, type EarlierDocument } from './evidence-query.ts';
import { TextHit } from './text-hit.tsx';
import './evidence.css';

/** A document of the library is chosen by its button: one press opens this, the next one takes it. */
export function LibraryPickDialog(props: {
  readonly unitId: string;
  readonly onPick: (item: EvidenceSummary) => void;
  readonly onClose: () => void;
}) {
  const say = useWords('evidence');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const library = useLibrary(props.unitId, { q, kind: undefined, year: undefined, hidden: false });
  return (
    <Dialog title={say('evidence:pick.title')} onClose={props.onClose}>
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <TextField
          type="search"
          label={say('evidence:search')}
          hint={say('evidence:searchHint')}
          maxLength={200}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      <Paged
        query={library}
        empty={
          <Empty title={say(q === '' ? 'evidence:none' : 'evidence:noneFound')}>
            {say(q === '' ? 'evidence:pick.noneNext' : 'evidence:noneFoundNext')}
          </Empty>
        }
      >
        {(items) => (
          <ul className="pw-picks">
            {items.map((item) => (
              <Pick key={item.id} item={item} onPick={() => props.onPick(item)}>
                <TextHit hit={item.hit} />
                <Warnings item={item} />
              </Pick>
            ))}
          </ul>
        )}
      </Paged>
      <CloseLine onClose={props.onClose} />
    </Dialog>
  );
}

/** What earlier rounds showed for the same item, with what to mind before it is used again. */
export function EarlierPickDialog(props: {
  readonly item: { readonly roundId: string; readonly unitId: string; readonly itemId: string };
  readonly onPick: (item: EarlierDocument) => void;
  readonly onClose: () => void;
}) {
  const say = useWords('evidence');
  const earlier = useQuery(earlierQuery(props.item));
  return (
    <Dialog title={say('evidence:earlier.title')} onClose={props.onClose}>
      <Loaded query={earlier}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('evidence:earlier.none')}>{say('evidence:earlier.noneNext')}</Empty>
          ) : (
            <ul className="pw-picks">
              {items.map((item) => (
                <Pick
                  key={`${item.id} ${item.roundId} ${item.page} ${item.quote}`}
                  item={item}
                  onPick={() => props.onPick(item)}
                >
                  {item.quote ? <q>{item.quote}</q> : null}
                  <Tag tone="warning">
                    {say(item.page ? 'evidence:earlier.usedPage' : 'evidence:earlier.used', {
                      round: item.roundTitle,
                      page: item.page,
                    })}
                  </Tag>
                  <Warnings item={item} />
                </Pick>
              ))}
            </ul>
          )
        }
      </Loaded>
      <CloseLine onClose={props.onClose} />
    </Dialog>
  );
}

function Pick(props: {
  readonly item: EvidenceSummary;
  readonly onPick: () => void;
  readonly children: ReactNode;
}) {
  const say = useWords('evidence');
  const { item } = props;
  return (
    <li>
      <div className="pw-entry">
        <strong>{item.abstract}</strong>
        <span className="pw-soft">{identityWords(item, say)}</span>
        {props.children}
      </div>
      <Button
        size="small"
        aria-label={say('evidence:pick.named', { name: item.abstract })}
        onClick={props.onPick}
      >
        {say('evidence:pick.do')}
      </Button>
    </li>
  );
}

function Warnings({ item }: { readonly item: EvidenceSummary }) {
  const say = useWords('evidence');
  return (
    <span className="pw-marks">
      {item.expired && item.validTo !== null ? (
        <Tag tone="bad">{say('evidence:expiredOn', { day: showDate(item.validTo) })}</Tag>
      ) : null}
      {item.uses > 0 ? <Tag>{say('evidence:usedFor', { number: item.uses })}</Tag> : null}
      {item.file ? null : <Tag>{say('evidence:noFile')}</Tag>}
    </span>
  );
}

function CloseLine({ onClose }: { readonly onClose: () => void }) {
  const say = useWords('evidence');
  return (
    <div className="pw-actions">
      <Button look="quiet" onClick={onClose}>
        {say('common:cancel')}
      </Button>
    </div>
  );
}
