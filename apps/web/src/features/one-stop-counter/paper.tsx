import type { CounterDossier } from '@parix/api-contract';
import type { ReactNode } from 'react';
import { showInstant } from '../../format/dates.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import type { PaperWords } from './applicant-memory.ts';
import type { PaperKind } from './paper-kinds.ts';

interface PaperProps {
  readonly dossier: CounterDossier;
  readonly words: PaperWords;
  readonly clerk: string;
}

/** The paper itself, in Vietnamese whatever the language of the workspace; what was not typed is a dotted line. */
export function Paper({
  kind,
  size,
  ...props
}: PaperProps & { readonly kind: PaperKind; readonly size: 'a4' | 'a5' }) {
  const say = useWords('one-stop-counter');
  const { dossier } = props;
  const Body = BODIES[kind];
  return (
    <article
      className="oc-paper"
      data-size={size}
      lang="vi"
      aria-label={say(`one-stop-counter:paper.${kind}`)}
    >
      <header className="oc-head">
        <div>
          <div className="oc-upper">{dossier.unitName}</div>
          <strong className="oc-upper">{say('one-stop-counter:paper.office')}</strong>
          <div>{say('one-stop-counter:paper.number', { code: dossier.code })}</div>
        </div>
        <div>
          <strong className="oc-upper">{say('one-stop-counter:paper.republic')}</strong>
          <strong className="oc-motto">{say('one-stop-counter:paper.motto')}</strong>
          <em>{say('one-stop-counter:paper.place', dateParts(dateOf(kind, dossier)))}</em>
        </div>
      </header>
      <h3>{say(`one-stop-counter:paper.${kind}`)}</h3>
      <Body {...props} say={say} />
    </article>
  );
}

type BodyProps = PaperProps & { readonly say: Say };
const BODIES: Readonly<Record<PaperKind, (props: BodyProps) => ReactNode>> = {
  receipt: Receipt,
  supplement: SupplementRequest,
  apology: Apology,
};

const KIND_OF = { receipt: 'accepted', supplement: 'supplement-requested', apology: 'apologised' } as const;

/** Instant of the act that the paper belongs to: printed again, it bears the same date. */
function dateOf(kind: PaperKind, { history }: CounterDossier): string {
  const acts = history.filter((event) => event.counts && event.kind === KIND_OF[kind]);
  return acts.at(-1)?.at ?? history[0]?.at ?? '';
}

function dateParts(at: string): { readonly day: string; readonly month: string; readonly year: string } {
  const [, day = '', month = '', year = ''] = /(\d\d)\/(\d\d)\/(\d{4})$/.exec(showInstant(at)) ?? [];
  return { day, month, year };
}

/** A labelled line: what was typed, or dots to write on. */
function Line({
  label,
  text,
  lines = 1,
}: {
  readonly label: string;
  readonly text: string;
  readonly lines?: number;
}) {
  const typed = text.trim();
  if (typed === '')
    return (
      <>
        <p className="oc-line">
          <span>{label}</span> <span className="oc-dots" />
        </p>
        {Array.from({ length: lines - 1 }, (_, at) => (
          <p className="oc-line" key={at}>
            <span className="oc-dots" />
          </p>
        ))}
      </>
    );
  const parts = typed.split(/\n+/);
  if (parts.length === 1)
    return (
      <p>
        {label} {typed}
      </p>
    );
  return (
    <>
      <p>{label}</p>
      <ol>
        {parts.map((part, at) => (
          <li key={at}>{part}</li>
        ))}
      </ol>
    </>
  );
}

function Receipt({ dossier, words, clerk, say }: BodyProps) {
  const { lookup, dueAt, receivedAt, processingMinutes } = dossier;
  return (
    <>
      <Line label={say('one-stop-counter:paper.from')} text={words.name} />
      <Line label={say('one-stop-counter:paper.address')} text={words.address} />
      <Line label={say('one-stop-counter:paper.phone')} text={words.phone} />
      <p>
        {say('one-stop-counter:paper.subject')}{' '}
        <strong>{dossier.procedureName ?? dossier.procedureCode}</strong>
      </p>
      <Line label={say('one-stop-counter:paper.papers')} text={words.papers} lines={3} />
      <p>
        {processingMinutes === null
          ? say('one-stop-counter:paper.noTime')
          : timeWords(say, processingMinutes)}
      </p>
      <p>
        {say('one-stop-counter:paper.receivedAt')}{' '}
        <strong>{receivedAt === null ? '' : showInstant(receivedAt)}</strong>
      </p>
      <p>
        {say('one-stop-counter:paper.dueAt')}{' '}
        <strong>
          {dueAt === null ? say('one-stop-counter:paper.noDue') : showInstant(printedDue(dossier) ?? dueAt)}
        </strong>
      </p>
      <div className="oc-lookup">
        <img src={`data:image/svg+xml,${encodeURIComponent(lookup.qr)}`} alt={lookup.link} />
        <div>
          <p>{say('one-stop-counter:paper.lookup', { address: `${new URL(lookup.link).host}/tra-cuu/` })}</p>
          <p className="oc-code">{lookup.code}</p>
        </div>
      </div>
      <Signatures say={say} left="paper.applicant" right="paper.receiver" name={clerk} />
    </>
  );
}

/** The appointment that the receipt promised, also when a later paper has moved it. */
const printedDue = ({ history }: CounterDossier): string | null =>
  history.filter((event) => event.counts && event.kind === 'accepted').at(-1)?.dueAt ?? null;

/** Whole working days, or hours where it is no whole day. */
const timeWords = (say: Say, minutes: number): string =>
  minutes % 480 === 0
    ? say('one-stop-counter:paper.timeDays', { number: minutes / 480 })
    : say('one-stop-counter:paper.timeHours', { number: String(minutes / 60).replace('.', ',') });

function SupplementRequest({ dossier, words, clerk, say }: BodyProps) {
  return (
    <>
      <Line label={say('one-stop-counter:paper.dossierOf')} text={words.name} />
      <p>
        {say('one-stop-counter:paper.subject')}{' '}
        <strong>{dossier.procedureName ?? dossier.procedureCode}</strong>
      </p>
      <Line label={say('one-stop-counter:paper.address')} text={words.address} />
      <Line label={say('one-stop-counter:paper.phone')} text={words.phone} />
      <Line label={say('one-stop-counter:paper.needed')} text={words.needed} lines={3} />
      <Line label={say('one-stop-counter:paper.why')} text={words.neededWhy} lines={2} />
      <p>{say('one-stop-counter:paper.help')}</p>
      <p>{say('one-stop-counter:paper.lookupCode', { code: dossier.lookup.code })}</p>
      <Signatures say={say} left="paper.applicant" right="paper.guide" name={clerk} />
    </>
  );
}

function Apology({ dossier, words, say }: BodyProps) {
  const { dueAt, firstDueAt, receivedAt, unitName } = dossier;
  const procedure = dossier.procedureName ?? dossier.procedureCode ?? '';
  return (
    <>
      <Line label={say('one-stop-counter:paper.dear')} text={words.name} />
      <p>
        {say('one-stop-counter:paper.apologyReceived', {
          ...{ unit: unitName, procedure, code: dossier.code },
          at: receivedAt === null ? '' : showInstant(receivedAt),
        })}
      </p>
      <p>
        {say('one-stop-counter:paper.firstDue')}{' '}
        <strong>{firstDueAt === null ? '' : showInstant(firstDueAt)}</strong>
      </p>
      <p>{say('one-stop-counter:paper.late', { unit: unitName })}</p>
      <Line label={say('one-stop-counter:paper.why')} text={words.lateWhy} lines={2} />
      <p>
        {say('one-stop-counter:paper.sorry', { unit: unitName })}{' '}
        <strong>{dueAt === null ? '' : showInstant(dueAt)}</strong>.
      </p>
      <p>{say('one-stop-counter:paper.thanks')}</p>
      <Signatures say={say} left={null} right="paper.head" name="" />
    </>
  );
}

function Signatures({
  say,
  left,
  right,
  name,
}: {
  readonly say: Say;
  readonly left: 'paper.applicant' | null;
  readonly right: 'paper.receiver' | 'paper.guide' | 'paper.head';
  readonly name: string;
}) {
  return (
    <div className="oc-sign">
      <div>
        {left === null ? null : (
          <>
            <strong className="oc-upper">{say(`one-stop-counter:${left}`)}</strong>
            <em>{say('one-stop-counter:paper.signHint')}</em>
          </>
        )}
      </div>
      <div>
        <strong className="oc-upper">{say(`one-stop-counter:${right}`)}</strong>
        <em>
          {say(
            right === 'paper.head' ? 'one-stop-counter:paper.sealHint' : 'one-stop-counter:paper.signHint',
          )}
        </em>
        <span className="oc-name">{name}</span>
      </div>
    </div>
  );
}
