import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Notice, Page } from '../../ui/index.ts';
import { DocumentDialog } from '../../evidence-parts/document-dialog.tsx';
import {
  usageQuery,
  useLibrary,
  type EvidenceKind,
  type LibraryFilter,
} from '../../evidence-parts/evidence-query.ts';
import { sizeWords } from '../../evidence-parts/file-words.ts';
import { LibraryFilters } from './library-filters.tsx';
import { LibraryTable } from './library-table.tsx';
import '../../evidence-parts/evidence.css';

interface LibrarySearch {
  readonly q?: string | undefined;
  readonly kind?: EvidenceKind | undefined;
  readonly year?: number | undefined;
  readonly hidden?: boolean | undefined;
}
/** What is searched for stands in the address, so that the way back from a document finds it again. */
interface Searched {
  readonly search: LibrarySearch;
  readonly onSearch: (search: LibrarySearch) => void;
}

/** The library of the person's own unit: where the navigation leads. */
export function OwnLibraryPage() {
  const say = useWords('evidence');
  const { unitId } = useAccount();
  const search = useSearch({ from: '/inside/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  const onSearch = (next: LibrarySearch) =>
    void navigate({ search: next, replace: true, resetScroll: false });
  if (unitId !== null) return <LibraryView unitId={unitId} search={search} onSearch={onSearch} />;
  return (
    <Page title={say('evidence:title')}>
      <Notice quiet>{say('evidence:noUnit')}</Notice>
    </Page>
  );
}

export function LibraryPage() {
  const { unitId } = useParams({ from: '/inside/units/$unitId/evidence' });
  const search = useSearch({ from: '/inside/units/$unitId/evidence' });
  const navigate = useNavigate({ from: '/units/$unitId/evidence' });
  const onSearch = (next: LibrarySearch) =>
    void navigate({ search: next, replace: true, resetScroll: false });
  return <LibraryView unitId={unitId} search={search} onSearch={onSearch} />;
}

function LibraryView({ unitId, ...searched }: { readonly unitId: string } & Searched) {
  const say = useWords('evidence');
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
      <Usage unitId={unitId} />
      <Library key={unitId} unitId={unitId} edits={edits} {...searched} />
      {adding ? <DocumentDialog unitId={unitId} standing={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

/** How much room is taken; from nine tenths on it is said loudly. */
function Usage({ unitId }: { readonly unitId: string }) {
  const say = useWords('evidence');
  const language = useLanguage();
  const usage = useQuery(usageQuery(unitId));
  if (!usage.data) return null;
  const { files, bytes, allowedBytes } = usage.data;
  const words = say('evidence:usage', {
    files: showNumber(String(files), language),
    used: sizeWords(bytes, language),
    allowed: sizeWords(allowedBytes, language),
  });
  if (bytes < allowedBytes * NEARLY_FULL) return <p className="pw-soft">{words}</p>;
  return (
    <Notice tone="warning" title={words}>
      {say('evidence:usageNext')}
    </Notice>
  );
}

const NEARLY_FULL = 0.9;

function Library(props: { readonly unitId: string; readonly edits: boolean } & Searched) {
  const say = useWords('evidence');
  const { unitId, edits, search } = props;
  const [text, setText] = useState(search.q ?? '');
  const q = useDeferredValue(text.trim());
  const filter = { kind: search.kind, year: search.year, hidden: search.hidden ?? false };
  const library = useLibrary(unitId, { q, ...filter });
  const go = (change: Partial<LibraryFilter>) => {
    const next = { q: text.trim(), ...filter, ...change };
    props.onSearch({ ...next, q: next.q || undefined, hidden: next.hidden || undefined });
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
