import type { Notice } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Tag } from '../../ui/index.ts';

/** Notices as the person was told them; what is not seen is said in words, not in colour alone. */
export function NoticeList({
  notices,
  onSee,
}: {
  readonly notices: readonly Notice[];
  readonly onSee: (id: string) => void;
}) {
  return (
    <ul className="pw-notices">
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} onSee={onSee} />
      ))}
    </ul>
  );
}

function OneNotice({ notice, onSee }: { readonly notice: Notice; readonly onSee: (id: string) => void }) {
  const say = useWords('notices');
  const { id, kind, legal, subject, paragraphs, path, createdAt, seenAt } = notice;
  return (
    <li data-unseen={seenAt === null || undefined}>
      <div className="pw-notice-head">
        <h2>{subject}</h2>
        <p className="pw-soft pw-small">
          <Tag tone={legal ? 'warning' : 'plain'}>{say(`notices:kind.${kind}`)}</Tag> {showInstant(createdAt)}
          {' · '}
          {seenAt === null ? (
            <strong>{say('notices:unseen')}</strong>
          ) : (
            say('notices:seenAt', { at: showInstant(seenAt) })
          )}
        </p>
      </div>
      {paragraphs.map((text, index) => (
        <p key={index} className="pw-lines">
          {text}
        </p>
      ))}
      <div className="pw-actions">
        {path === null ? null : (
          <Link
            className="pw-button"
            data-look="second"
            data-size="small"
            to={path}
            aria-label={say('notices:openOf', { subject })}
            onClick={() => (seenAt === null ? onSee(id) : undefined)}
          >
            {say('notices:open')}
          </Link>
        )}
        {seenAt === null ? (
          <Button
            look="quiet"
            size="small"
            aria-label={say('notices:seeOf', { subject })}
            onClick={() => onSee(id)}
          >
            {say('notices:see')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
