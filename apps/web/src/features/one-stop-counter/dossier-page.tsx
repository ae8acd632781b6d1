import type { CounterDossier } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Page, Section } from '../../ui/index.ts';
import { ActSection } from './act-section.tsx';
import { counterQuery } from './counter-keys.ts';
import { HistoryTable } from './history-table.tsx';
import { PaperSheet } from './paper-sheet.tsx';
import type { PaperKind } from './paper-kinds.ts';
import { StateTag } from './state-tag.tsx';
import './one-stop-counter.css';

/** One dossier of the counter: where it stands, what can be done, its papers, what was done. */
export function CounterDossierPage() {
  const say = useWords('one-stop-counter');
  const { unitId } = useAccount();
  const { code } = useParams({ from: '/inside/counter/$code' });
  const dossier = useQuery({ ...counterQuery(unitId ?? '', code), enabled: unitId !== null });
  return (
    <Page title={code} crumbs={[{ label: say('one-stop-counter:title'), to: '/counter' }]}>
      {unitId === null ? (
        <Empty title={say('one-stop-counter:noUnit')}>{say('one-stop-counter:noUnitNext')}</Empty>
      ) : (
        <Loaded query={dossier}>{(found) => <OneDossier unitId={unitId} dossier={found} />}</Loaded>
      )}
    </Page>
  );
}

function OneDossier({ unitId, dossier }: { readonly unitId: string; readonly dossier: CounterDossier }) {
  const say = useWords('one-stop-counter');
  const { print } = useSearch({ from: '/inside/counter/$code' });
  const navigate = useNavigate({ from: '/counter/$code' });
  const show = (kind: PaperKind | undefined) => void navigate({ search: { print: kind }, replace: true });
  const papers = papersOf(dossier);
  return (
    <>
      <Facts dossier={dossier} />
      <ActSection unitId={unitId} dossier={dossier} onPrint={show} />
      {papers.length === 0 ? null : (
        <Section title={say('one-stop-counter:papers')}>
          <div className="pw-actions">
            {papers.map((kind) => (
              <Button key={kind} look="second" onClick={() => show(kind)}>
                {say(`one-stop-counter:print.open.${kind}`)}
              </Button>
            ))}
          </div>
        </Section>
      )}
      <Section title={say('one-stop-counter:history')}>
        <HistoryTable dossier={dossier} />
      </Section>
      {print !== undefined && papers.includes(print) ? (
        <PaperSheet kind={print} dossier={dossier} onClose={() => show(undefined)} />
      ) : null}
    </>
  );
}

/** Papers that there is something to say on. */
function papersOf({ state, supplementRequests, reappointed }: CounterDossier): readonly PaperKind[] {
  if (state === null) return [];
  return [
    'receipt',
    ...(supplementRequests > 0 ? (['supplement'] as const) : []),
    ...(reappointed ? (['apology'] as const) : []),
  ];
}

function Facts({ dossier }: { readonly dossier: CounterDossier }) {
  const say = useWords('one-stop-counter');
  const instants = [
    ['received', dossier.receivedAt],
    ['due', dossier.dueAt],
    ['firstDue', dossier.reappointed ? dossier.firstDueAt : null],
    ['ended', dossier.endedAt],
    ['returned', dossier.returnedAt],
  ] as const;
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('one-stop-counter:column.state')}</dt>
        <dd>
          <StateTag state={dossier.state} />
        </dd>
      </div>
      <Fact name={say('one-stop-counter:procedure')} text={dossier.procedureName ?? '–'} />
      {instants.map(([name, at]) =>
        at === null ? null : (
          <Fact key={name} name={say(`one-stop-counter:fact.${name}`)} text={showInstant(at)} />
        ),
      )}
      {dossier.ending === null ? null : (
        <Fact
          name={say('one-stop-counter:fact.ending')}
          text={say(`one-stop-counter:ending.${dossier.ending}`)}
        />
      )}
      <div>
        <dt>{say('one-stop-counter:fact.lookup')}</dt>
        <dd>
          <a href={dossier.lookup.link} target="_blank" rel="noreferrer">
            {dossier.lookup.code}
          </a>
        </dd>
      </div>
    </dl>
  );
}

const Fact = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </div>
);
