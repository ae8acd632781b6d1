import type { InspectionFinding, InspectionPackage } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Notice, Page, Section, Table, Tag } from '../../ui/index.ts';
import { visitQuery } from './inspection-queries.ts';
import { StateTag } from './inspections-page.tsx';
import { RecordSection } from './record-section.tsx';
import { TakeAlong } from './take-along.tsx';
import { VisitActs } from './visit-acts.tsx';
import './inspections.css';

/** A visit as the server has it: checklist, findings, proceedings, and its record. */
export function VisitPage() {
  const say = useWords('inspections');
  const { unitId, visitId } = useParams({ from: '/inside/inspections/$unitId/$visitId' });
  const visit = useQuery(visitQuery(unitId, visitId));
  return (
    <Loaded query={visit}>
      {(data) => (
        <Page
          title={data.unitName}
          lead={data.planTitle}
          crumbs={[{ label: say('inspections:title'), to: '/inspections' }]}
        >
          <Facts visit={data} />
          <VisitActs visit={data} />
          {data.may.fill ? <TakeAlong visits={[data]} /> : null}
          <KeptAside visit={data} />
          <CheckTable visit={data} />
          <Findings visit={data} />
          <RecordSection visit={data} />
        </Page>
      )}
    </Loaded>
  );
}

function Facts({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const { decision, team } = visit;
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('inspections:column.state')}</dt>
        <dd>
          <StateTag state={visit.state} />
        </dd>
      </div>
      <div>
        <dt>{say('inspections:column.when')}</dt>
        <dd>
          {showInstant(visit.startsAt)} – {showInstant(visit.endsAt)}
        </dd>
      </div>
      <div>
        <dt>{say('inspections:column.place')}</dt>
        <dd>{visit.place}</dd>
      </div>
      <div>
        <dt>{say('inspections:decision')}</dt>
        <dd>
          {decision.number} ({showDate(decision.date)}, {decision.issuer})
        </dd>
      </div>
      <div>
        <dt>{say('inspections:team')}</dt>
        <dd>
          {team
            .map(({ displayName, part }) => `${displayName} (${say(`inspections:part.${part}`)})`)
            .join('; ')}
        </dd>
      </div>
    </dl>
  );
}

function KeptAside({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  if (visit.keptAside.length === 0) return null;
  return (
    <Notice tone="warning" title={say('inspections:keptAside', { number: visit.keptAside.length })}>
      <ul>
        {visit.keptAside.map(({ operationId, by, at, value }) => (
          <li key={operationId}>
            {by} · {showInstant(at)}:{' '}
            <span className="pw-prewrap">
              {['statement', 'recommendation', 'note', 'general', 'requests', 'unitOpinion']
                .flatMap((field) => (typeof value[field] === 'string' ? [value[field]] : []))
                .filter(Boolean)
                .join('\n')}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function CheckTable({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const title = say('inspections:checklist', { number: visit.checkList.length });
  return (
    <Section title={title}>
      {visit.checkList.length === 0 ? (
        <p className="pw-soft">{say('inspections:noLines')}</p>
      ) : (
        <Table caption={title} hideCaption cards>
          <thead>
            <tr>
              <th scope="col">{say('inspections:line')}</th>
              <th scope="col">{say('inspections:result')}</th>
              <th scope="col">{say('inspections:note')}</th>
            </tr>
          </thead>
          <tbody>
            {visit.checkList.map((check) => (
              <tr key={check.id}>
                <td data-name={say('inspections:line')}>
                  <span>
                    {check.itemCode === null ? '' : `${check.itemCode}. `}
                    {check.question} <Tag>{say(`inspections:source.${check.source}`)}</Tag>
                  </span>
                </td>
                <td data-name={say('inspections:result')}>{say(`inspections:answer.${check.answer}`)}</td>
                <td data-name={say('inspections:note')}>{check.note}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Findings({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const shown = visit.findingList.filter(({ withdrawn }) => !withdrawn);
  return (
    <Section title={say('inspections:findings', { number: shown.length })}>
      {shown.length === 0 ? <p className="pw-soft">{say('inspections:noFindings')}</p> : null}
      <ol className="pw-inspect-list">
        {shown.map((finding) => (
          <li key={finding.id}>
            <OneFinding visit={visit} finding={finding} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function OneFinding(props: { readonly visit: InspectionPackage; readonly finding: InspectionFinding }) {
  const say = useWords('inspections');
  const { visit, finding } = props;
  const photos = visit.photos.filter(({ findingId }) => findingId === finding.id);
  return (
    <>
      <p>
        <Tag tone={finding.kind === 'shortcoming' ? 'warning' : 'good'}>
          {say(`inspections:kind.${finding.kind}`)}
        </Tag>{' '}
        {finding.repeatsFindingId === null ? null : (
          <Tag tone="bad">{say('inspections:answer.repeated')}</Tag>
        )}{' '}
        {finding.itemCode === null ? '' : `${finding.itemCode}. `}
        <span className="pw-prewrap">{finding.statement}</span>
      </p>
      {finding.recommendation === '' ? null : (
        <p className="pw-prewrap">
          <strong>{say('inspections:recommendation')}:</strong> {finding.recommendation}
        </p>
      )}
      <ul className="pw-inspect-photos">
        {photos.map((photo) => {
          const address = `/api/v1/units/${visit.unitId}/inspection-visits/${visit.id}/photos/${photo.id}`;
          return (
            <li key={photo.id}>
              <a href={address}>
                <img
                  src={address}
                  alt={say('inspections:photoAlt', { name: photo.caption || photo.fileName })}
                  loading="lazy"
                />
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
