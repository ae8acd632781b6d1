import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { setsQuery } from '../../api/queries.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Page, SelectField } from '../../ui/index.ts';
import { DiffView } from './diff-view.tsx';

export function DiffPage() {
  const say = useWords('criteria-sets');
  const { versionId } = useParams({ from: '/inside/criteria-sets/$versionId/diff' });
  const { other = '' } = useSearch({ from: '/inside/criteria-sets/$versionId/diff' });
  const navigate = useNavigate({ from: '/criteria-sets/$versionId/diff' });
  const sets = useQuery(setsQuery);
  const diff = useQuery({
    queryKey: ['set-diff', versionId, other, currentLanguage()],
    enabled: other !== '',
    queryFn: ({ signal }) => call('diffSets', { params: { versionId, otherId: other }, signal }),
  });
  const titleOf = (id: string) => {
    const found = sets.data?.items.find((set) => set.id === id);
    return found ? `${found.title} · ${say('criteria-sets:column.version')} ${found.version}` : id;
  };
  return (
    <Page
      title={say('criteria-sets:compare')}
      lead={titleOf(versionId)}
      crumbs={[
        { label: say('criteria-sets:title'), to: '/criteria-sets' },
        { label: versionId, to: `/criteria-sets/${encodeURIComponent(versionId)}` },
      ]}
    >
      <div className="pw-form">
        <SelectField
          label={say('criteria-sets:compareWith')}
          value={other}
          choices={[
            { value: '', label: say('criteria-sets:chooseVersion') },
            ...(sets.data?.items ?? [])
              .filter((set) => set.id !== versionId)
              .map((set) => ({ value: set.id, label: titleOf(set.id) })),
          ]}
          onChange={(event) =>
            void navigate({ search: { other: event.target.value || undefined }, replace: true })
          }
        />
      </div>
      {other === '' ? null : <Loaded query={diff}>{(data) => <DiffView diff={data} />}</Loaded>}
    </Page>
  );
}
