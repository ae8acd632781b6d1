import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Notice, Page } from '../../ui/index.ts';
import { DocumentDialog } from '../../evidence-parts/document-dialog.tsx';
import { useLibrary, type LibraryFilter } from '../../evidence-parts/evidence-query.ts';
import { LibraryFilters } from './library-filters.tsx';
import { LibraryTable } from './library-table.tsx';
import '../../evidence-parts/evidence.css';

/** The library of the person's own unit: where the navigation leads. */
export function OwnLibrary() {
  const say = useWords('evidence');
  const { unitId } = useAccount();
  if (unitId !== null) return <Navigate to="/units/$unitId/evidence" params={{ unitId }} replace />;
  return (
    <Page title={say('evidence:title')}>
      <Notice quiet>{say('evidence:noUnit')}</Notice>
    </Page>
  );
}

export function LibraryPage() {
  const say = useWords('evidence');
  const { unitId } = useParams({ from: '/inside/units/$unitId/evidence' });
  const account = useAccount();
  const own = account.unitId === unitId;
  const unit = useQuery({
    queryKey: ['unit', unitId, ''],
    queryFn: ({ signal }) => call('getUnit', { params: { unitId }, signal }),
    enabled: !own,
  });
  const [adding, setAdding] = useState(false);
  const edits = own && mightEver(account.roles, 'evidence.edit');
  const name = own ? account.unitName : unit.data?.unit.name;
  return (
    <Page
      wide
      title={say('evidence:title')}
      lead={name ?? null}
      actions={edits ? <Button onClick={() => setAdding(true)}>{say('evidence:add')}</Button> : null}
    >
      <Library key={unitId} unitId={unitId} edits={edits} />
      {adding ? <DocumentDialog unitId={unitId} standing={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Library({ unitId, edits }: { readonly unitId: string; readonly edits: boolean }) {
  const say = useWords('evidence');
  const search = useSearch({ from: '/inside/units/$unitId/evidence' });
  const navigate = useNavigate({ from: '/units/$unitId/evidence' });
  const [text, setText] = useState(search.q ?? '');
  const q = useDeferredValue(text.trim());
  const filter = { kind: search.kind, year: search.year, hidden: search.hidden ?? false };
  const library = useLibrary(unitId, { q, ...filter });
  const go = (change: Partial<LibraryFilter>) => {
    const next = { q: text.trim(), ...filter, ...change };
    void navigate({
      search: { ...next, q: next.q || undefined, hidden: next.hidden || undefined },
      replace: true,
      resetScroll: false,
    });
  };
  const narrowed = q !== '' || filter.kind !== undefined || filter.year !== undefined;
  return (
    <>
      <LibraryFilters
        text={text}
        onText={(typed) => {
          setText(typed);
          go({ q: typed.trim() });
        }}
        filter={filter}
        onFilter={go}
      />
      <Paged
        query={library}
        empty={
          narrowed ? (
            <Empty title={say('evidence:noneFound')}>{say('evidence:noneFoundNext')}</Empty>
          ) : (
            <Empty title={say('evidence:none')}>
              {say(edits ? 'evidence:noneNext' : 'evidence:noneWait')}
            </Empty>
          )
        }
      >
        {(items) => <LibraryTable unitId={unitId} items={items} />}
      </Paged>
    </>
  );
}
