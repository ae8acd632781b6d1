import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';

/** The YAML that the version was made from, fetched only when opened. */
export function SetDocument({ versionId }: { readonly versionId: string }) {
  const say = useWords('criteria-sets');
  const [open, setOpen] = useState(false);
  const document = useQuery({
    queryKey: ['set-document', versionId],
    enabled: open,
    staleTime: Infinity,
    queryFn: ({ signal }) => call('getSetDocument', { params: { versionId }, signal }),
  });
  return (
    <details className="pw-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('criteria-sets:document')}</summary>
      {open ? (
        <Loaded query={document}>
          {(data) => (
            <div className="pw-stack">
              <pre className="pw-document" tabIndex={0} aria-label={say('criteria-sets:document')}>
                {data.document}
              </pre>
              {data.amendments.map((text, at) => (
                <pre
                  key={text}
                  className="pw-document"
                  tabIndex={0}
                  aria-label={say('criteria-sets:amendmentDocument', { number: at + 1 })}
                >
                  {text}
                </pre>
              ))}
            </div>
          )}
        </Loaded>
      ) : null}
    </details>
  );
}
