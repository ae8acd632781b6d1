import type { EvidenceDocument } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Dialog, Notice, Page, Section, Table } from '../../ui/index.ts';
import { DocumentDialog } from '../../evidence-parts/document-dialog.tsx';
import { identityWords, validityWords } from '../../evidence-parts/document-marks.tsx';
import { documentQuery, useRenewLibrary, type Version } from '../../evidence-parts/evidence-query.ts';
import { FilePreview } from '../../evidence-parts/file-preview.tsx';
import '../../evidence-parts/evidence.css';

/** One document: what it says, its file at a page, its versions, and the items that name it. */
export function DocumentPage() {
  const say = useWords('evidence');
  const { unitId, documentId } = useParams({ from: '/inside/units/$unitId/evidence/$documentId' });
  const query = useQuery(documentQuery(unitId, documentId));
  return (
    <Page
      wide
      title={query.data?.current.abstract ?? say('evidence:document')}
      crumbs={[{ label: say('evidence:title'), to: `/units/${unitId}/evidence` }]}
      lead={query.data ? identityWords(query.data.current, say) || null : null}
    >
      <Loaded query={query}>{(document) => <Parts document={document} />}</Loaded>
    </Page>
  );
}

function Parts({ document }: { readonly document: EvidenceDocument }) {
  const say = useWords('evidence');
  const { unitId, id: documentId } = document;
  const search = useSearch({ from: '/inside/units/$unitId/evidence/$documentId' });
  const navigate = useNavigate({ from: '/units/$unitId/evidence/$documentId' });
  const shown = document.versions.find(({ version }) => version === search.version) ?? document.current;
  const old = shown.version !== document.current.version;
  const turn = (page: number) =>
    void navigate({ search: { ...search, page }, replace: true, resetScroll: false });
  return (
    <>
      {document.hidden ? <Notice quiet>{say('evidence:hiddenNote')}</Notice> : null}
      {document.editable ? <Acts document={document} /> : null}
      {old ? (
        <Notice quiet tone="warning" title={say('evidence:oldVersion', { version: shown.version })}>
          <p>
            <Link to="/units/$unitId/evidence/$documentId" params={{ unitId, documentId }} search={{}}>
              {say('evidence:toCurrent')}
            </Link>
          </p>
        </Notice>
      ) : null}
      <Facts version={shown} />
      <Section title={say('evidence:file.title')}>
        {shown.file ? (
          <FilePreview
            key={shown.version}
            at={{ unitId, documentId, version: shown.version }}
            file={shown.file}
            page={search.page ?? 1}
            onPage={turn}
          />
        ) : (
          <p>{say('evidence:noFile')}</p>
        )}
      </Section>
      <Section title={say('evidence:uses', { number: document.uses.length })}>
        <Uses document={document} />
      </Section>
      <Section title={say('evidence:versions', { number: document.versions.length })}>
        <Versions document={document} />
      </Section>
    </>
  );
}

function Facts({ version }: { readonly version: Version }) {
  const say = useWords('evidence');
  const facts = [
    [say('evidence:field.kind'), say(`evidence:kind.${version.kind}`)],
    [say('evidence:column.validity'), validityWords(version, say)],
    [say('evidence:recordedBy'), version.recordedBy ?? say('evidence:somebody')],
    [say('evidence:recordedAt'), showInstant(version.recordedAt)],
  ] as const;
  return (
    <>
      <dl className="pw-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {version.url ? (
        <p className="pw-break">
          <a href={version.url} target="_blank" rel="noopener noreferrer">
            {version.url}
          </a>
        </p>
      ) : null}
    </>
  );
}

function Acts({ document }: { readonly document: EvidenceDocument }) {
  const say = useWords('evidence');
  const [open, setOpen] = useState<'change' | 'hide' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="pw-actions">
      <Button look="second" onClick={() => setOpen('change')}>
        {say('evidence:change')}
      </Button>
      <Button look="quiet" onClick={() => setOpen('hide')}>
        {say(document.hidden ? 'evidence:show' : 'evidence:hide')}
      </Button>
      {open === 'change' ? (
        <DocumentDialog unitId={document.unitId} standing={document} onClose={close} />
      ) : null}
      {open === 'hide' ? <HideDialog document={document} onClose={close} /> : null}
    </div>
  );
}

/** Hides a document from the library, or shows a hidden one again; both are versions of it, nothing is removed. */
function HideDialog(props: { readonly document: EvidenceDocument; readonly onClose: () => void }) {
  const say = useWords('evidence');
  const { document } = props;
  const { unitId, current, hidden } = document;
  const renew = useRenewLibrary(unitId);
  const act = hidden ? 'show' : 'hide';
  const send = useMutation({
    mutationFn: async () => {
      const params = { unitId, documentId: document.id };
      const { abstract, number, issuedOn, issuer, kind, validFrom, validTo, url } = current;
      const fields = { abstract, number, issuedOn, issuer, kind, validFrom, validTo, url, uploadId: null };
      if (hidden) await call('changeEvidence', { params, ifMatch: current.version, body: fields });
      else await call('hideEvidence', { params, ifMatch: current.version });
    },
    onSuccess: () => {
      void renew();
      props.onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'edit-conflict') void renew();
    },
  });
  return (
    <Dialog title={say(`evidence:${act}Title`)} onClose={props.onClose}>
      <p>{say(`evidence:${act}Text`)}</p>
      {send.isError ? <Failure error={send.error} /> : null}
      <div className="pw-actions">
        <Button busy={send.isPending && say('evidence:saving')} onClick={() => send.mutate()}>
          {say(`evidence:${act}`)}
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function Uses({ document }: { readonly document: EvidenceDocument }) {
  const say = useWords('evidence');
  if (document.uses.length === 0) return <p className="pw-soft">{say('evidence:usesNone')}</p>;
  return (
    <ul className="pw-picks">
      {document.uses.map((use) => (
        <li key={`${use.roundId} ${use.itemId} ${use.version} ${use.page}`}>
          <div className="pw-entry">
            <Link
              to="/rounds/$roundId/cards/$unitId"
              params={{ roundId: use.roundId, unitId: document.unitId }}
              search={{ item: use.itemId }}
            >
              {say('evidence:useLine', { item: use.itemId, round: use.roundTitle })}
            </Link>
            <span>
              {say('evidence:versionNumber', { version: use.version })}
              {use.page ? `, ${say('common:evidence.onPage', { page: use.page })}` : ''}
            </span>
            {use.quote ? <q>{use.quote}</q> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Versions({ document }: { readonly document: EvidenceDocument }) {
  const say = useWords('evidence');
  const columns = ['version', 'recordedAt', 'recordedBy', 'file'] as const;
  return (
    <Table caption={say('evidence:versionsCaption')} cards>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(`evidence:column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {document.versions.map((one) => (
          <tr key={one.version}>
            <th scope="row" data-name={say('evidence:column.version')}>
              <Link
                to="/units/$unitId/evidence/$documentId"
                params={{ unitId: document.unitId, documentId: document.id }}
                search={{ version: one.version }}
              >
                {say('evidence:versionNumber', { version: one.version })}
              </Link>
            </th>
            <td data-name={say('evidence:column.recordedAt')}>{showInstant(one.recordedAt)}</td>
            <td data-name={say('evidence:column.recordedBy')}>
              {one.recordedBy ?? say('evidence:somebody')}
            </td>
            <td data-name={say('evidence:column.file')}>
              {one.file ? (
                <div className="pw-entry">
                  {one.file.fileName}
                  <code className="pw-small pw-break">{one.file.sha256}</code>
                </div>
              ) : (
                say('evidence:noFile')
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
