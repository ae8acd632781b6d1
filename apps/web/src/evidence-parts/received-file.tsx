import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, Notice } from '../ui/index.ts';
import { uploadQuery, type Twin } from './evidence-query.ts';

/**
 * What is to be known of a file before it is saved: what the inspection remarked, and which documents of the library
 * have it already. With `onUse` such a document is taken instead.
 */
export function ReceivedFile(props: {
  readonly unitId: string;
  readonly uploadId: string;
  readonly onUse?: ((twin: Twin) => void) | undefined;
}) {
  const say = useWords('evidence');
  const { unitId, onUse } = props;
  const received = useQuery(uploadQuery(unitId, props.uploadId));
  if (received.isError) return <Failure error={received.error} again={() => void received.refetch()} />;
  if (received.isPending) return null;
  const { remarks, twins } = received.data;
  return (
    <>
      {twins.length > 0 ? (
        <Notice tone="warning" title={say('evidence:twin.title')}>
          <ul className="pw-picks">
            {twins.map((twin) => (
              <li key={twin.id}>
                <Link
                  to="/units/$unitId/evidence/$documentId"
                  params={{ unitId, documentId: twin.id }}
                  target="_blank"
                >
                  {[twin.abstract, twin.number].filter(Boolean).join(', ')}
                </Link>
                {onUse ? (
                  <Button
                    size="small"
                    look="second"
                    aria-label={say('evidence:twin.useNamed', { name: twin.abstract })}
                    onClick={() => onUse(twin)}
                  >
                    {say('evidence:twin.use')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
          <p>{say(onUse ? 'evidence:twin.next' : 'evidence:twin.nextLibrary')}</p>
        </Notice>
      ) : null}
      {remarks.length > 0 ? (
        <Notice tone="warning" title={say('evidence:remarks')}>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
