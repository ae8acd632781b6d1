import type { DossierSource } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, Notice, Page, Table, Tag, TextField } from '../../ui/index.ts';
import { sourcesQuery } from './dossier-queries.ts';
import { DossierTabs } from './dossier-tabs.tsx';
import './dossiers.css';

type Asked =
  { readonly act: 'create' } | { readonly act: 'renew' | 'revoke'; readonly source: DossierSource };
interface Shown {
  readonly name: string;
  readonly token: string;
}

/** Systems that send dossiers, and the tokens they send with. */
export function SourcesPage() {
  const say = useWords('dossiers');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const done = (token: Shown | null) => {
    setAsked(null);
    setShown(token);
  };
  return (
    <Page
      title={say('dossiers:sources.title')}
      lead={say('dossiers:sources.lead')}
      actions={<Button onClick={() => setAsked({ act: 'create' })}>{say('dossiers:sources.add')}</Button>}
    >
      <DossierTabs />
      <Paged
        query={useInfiniteQuery(sourcesQuery)}
        empty={<Empty title={say('dossiers:sources.none')}>{say('dossiers:sources.noneNext')}</Empty>}
      >
        {(items) => <SourceTable items={items} onAsk={setAsked} />}
      </Paged>
      {asked?.act === 'create' ? <CreateSource onDone={done} onClose={() => setAsked(null)} /> : null}
      {asked !== null && asked.act !== 'create' ? (
        <ChangeSource act={asked.act} source={asked.source} onDone={done} onClose={() => setAsked(null)} />
      ) : null}
      {shown ? <TokenShown {...shown} onClose={() => setShown(null)} /> : null}
    </Page>
  );
}

/** What a person does for a source besides its token. */
const PAGES = [
  { to: '/dossier-sources/$sourceId/files', word: 'dossiers:sources.files' },
  { to: '/dossier-sources/$sourceId/totals', word: 'dossiers:sources.totals' },
  { to: '/dossier-sources/$sourceId/reconciliation', word: 'dossiers:sources.reconciliation' },
] as const;

function SourceTable({
  items,
  onAsk,
}: {
  readonly items: readonly DossierSource[];
  readonly onAsk: (asked: Asked) => void;
}) {
  const say = useWords('dossiers');
  return (
    <Table caption={say('dossiers:sources.caption', { number: items.length })} cards>
      <thead>
        <tr>
          {(['name', 'code', 'token', 'state', 'created'] as const).map((column) => (
            <th scope="col" key={column}>
              {say(`dossiers:sources.${column}`)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((source) => (
          <tr key={source.id}>
            <th scope="row" data-name={say('dossiers:sources.name')}>
              {source.name}
            </th>
            <td data-name={say('dossiers:sources.code')}>
              <code>{source.code}</code>
            </td>
            <td data-name={say('dossiers:sources.token')}>
              <code>…{source.tokenHint}</code>
            </td>
            <td data-name={say('dossiers:sources.state')}>
              {source.revokedAt === null ? (
                <Tag tone="good">{say('dossiers:sources.open')}</Tag>
              ) : (
                <Tag tone="bad">{say('dossiers:sources.revoked', { at: showInstant(source.revokedAt) })}</Tag>
              )}
            </td>
            <td data-name={say('dossiers:sources.created')}>{showInstant(source.createdAt)}</td>
            <td>
              <div className="pw-actions">
                {PAGES.map(({ to, word }) => (
                  <Link
                    key={to}
                    to={to}
                    params={{ sourceId: source.id }}
                    aria-label={`${say(word)}: ${source.name}`}
                  >
                    {say(word)}
                  </Link>
                ))}
                <Button look="second" size="small" onClick={() => onAsk({ act: 'renew', source })}>
                  {say('dossiers:sources.renew')}
                </Button>
                {source.revokedAt === null ? (
                  <Button look="quiet" size="small" onClick={() => onAsk({ act: 'revoke', source })}>
                    {say('dossiers:sources.revoke')}
                  </Button>
                ) : null}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface Acting {
  readonly onDone: (token: Shown | null) => void;
  readonly onClose: () => void;
}

function useSourceAct<Given>(act: (given: Given) => Promise<Shown | null>, onDone: Acting['onDone']) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (token) => {
      await queries.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      onDone(token);
    },
  });
}

function CreateSource({ onDone, onClose }: Acting) {
  const say = useWords('dossiers');
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const faults = {
    name: name.trim() === '' ? say('dossiers:sources.nameFault') : null,
    code:
      /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) && code.length <= 64 ? null : say('dossiers:sources.codeFault'),
  };
  const create = useSourceAct(
    () => call('createDossierSource', { body: { name: name.trim(), code } }),
    onDone,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.name === null && faults.code === null && !create.isPending) create.mutate(undefined);
  };
  return (
    <Dialog title={say('dossiers:sources.add')} onClose={onClose}>
      <form className="pw-form" noValidate onSubmit={submit}>
        {create.isError ? <Failure error={create.error} /> : null}
        <TextField
          label={say('dossiers:sources.name')}
          hint={say('dossiers:sources.nameHint')}
          fault={tried ? faults.name : null}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={say('dossiers:sources.code')}
          hint={say('dossiers:sources.codeHint')}
          fault={tried ? faults.code : null}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" busy={create.isPending && say('dossiers:saving')}>
            {say('dossiers:sources.create')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('dossiers:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ChangeSource({
  act,
  source,
  onDone,
  onClose,
}: Acting & { readonly act: 'renew' | 'revoke'; readonly source: DossierSource }) {
  const say = useWords('dossiers');
  const params = { sourceId: source.id };
  const change = useSourceAct<void>(async () => {
    if (act === 'renew') return call('renewDossierSource', { params });
    await call('revokeDossierSource', { params });
    return null;
  }, onDone);
  return (
    <Dialog title={say(`dossiers:sources.${act}Title`, { name: source.name })} onClose={onClose}>
      {change.isError ? <Failure error={change.error} /> : null}
      <p>{say(`dossiers:sources.${act}Text`)}</p>
      <div className="pw-actions">
        <Button
          look={act === 'revoke' ? 'danger' : 'main'}
          busy={change.isPending && say('dossiers:saving')}
          onClick={() => change.mutate()}
        >
          {say(`dossiers:sources.${act}`)}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('dossiers:cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

/** The only time that a token is seen: closing it is a decision, so nothing but its own button closes it. */
function TokenShown({ name, token, onClose }: Shown & { readonly onClose: () => void }) {
  const say = useWords('dossiers');
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={say('dossiers:token.title', { name })} onClose={null}>
      <Notice tone="warning" quiet>
        {say('dossiers:token.once')}
      </Notice>
      <code className="ds-token">{token}</code>
      <p className="pw-small">{say('dossiers:token.use')}</p>
      <div className="pw-actions">
        <Button
          look="second"
          onClick={() =>
            void navigator.clipboard.writeText(token).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {say(copied ? 'dossiers:token.copied' : 'dossiers:token.copy')}
        </Button>
        <Button onClick={onClose}>{say('dossiers:token.kept')}</Button>
      </div>
    </Dialog>
  );
}
