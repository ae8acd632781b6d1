import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { setQuery, setsQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/index.ts';
import { UploadPanel } from './upload-panel.tsx';

export function AmendPage() {
  const say = useWords('criteria-sets');
  const { versionId } = useParams({ from: '/inside/criteria-sets/$versionId/amend' });
  const queries = useQueryClient();
  const set = useQuery(setQuery(versionId));
  const [adopted, setAdopted] = useState('');
  return (
    <Page
      title={say('criteria-sets:amend')}
      lead={say('criteria-sets:amendLead')}
      crumbs={[
        { label: say('criteria-sets:title'), to: '/criteria-sets' },
        { label: set.data?.title ?? versionId, to: `/criteria-sets/${encodeURIComponent(versionId)}` },
      ]}
    >
      <UploadPanel
        label={say('criteria-sets:amendFile')}
        hint={say('criteria-sets:amendHint')}
        storeWords={say('criteria-sets:adopt')}
        send={(file, dryRun) =>
          call('amendSet', { params: { versionId }, file, query: { dryRun: String(dryRun) } })
        }
        onStored={(id) => {
          setAdopted(id);
          void queries.invalidateQueries({ queryKey: setsQuery.queryKey });
        }}
      />
      {adopted ? (
        <p>
          <Link to="/criteria-sets/$versionId" params={{ versionId: adopted }}>
            {say('criteria-sets:openNew')}
          </Link>
        </p>
      ) : null}
    </Page>
  );
}
