import type { SurveyBatch, SurveySheets } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import {
  Button,
  Dialog,
  Empty,
  Section,
  SelectField,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { PrintedSheets } from './printed-sheets.tsx';
import { surveyKey } from './survey-keys.ts';
import type { SurveyPart } from './survey-page.tsx';

const GIVES_CODES: readonly string[] = ['draft', 'scheduled', 'open'];

/** Batches of one-time codes: ordered, shown once for printing, taken back. */
export function BatchesSection(part: SurveyPart) {
  const say = useWords('surveys');
  const { roundId, survey, manages } = part;
  const [sheets, setSheets] = useState<SurveySheets | null>(null);
  const [voided, setVoided] = useState<SurveyBatch | null>(null);
  const acts = manages && GIVES_CODES.includes(survey.phase);
  const rows = useInfiniteQuery({
    queryKey: [...surveyKey(survey.id), 'batches'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listSurveyBatches', {
        params: { roundId, surveyId: survey.id },
        query: { limit: 50, cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Section title={say('surveys:batches')}>
      <p className="pw-soft">{say('surveys:batches.hint')}</p>
      {acts && survey.groups.some(({ units }) => units > 0) ? <MakeBatch {...part} /> : null}
      <Paged
        query={rows}
        empty={<Empty title={say('surveys:batches.none')}>{say('surveys:batches.noneNext')}</Empty>}
      >
        {(items: readonly SurveyBatch[]) => (
          <Table caption={say('surveys:batches.caption')} hideCaption cards>
            <thead>
              <tr>
                {(['number', 'group', 'count', 'used', 'made', 'state'] as const).map((column) => (
                  <th scope="col" key={column}>
                    {say(`surveys:batch.${column}`)}
                  </th>
                ))}
                {acts ? <td /> : null}
              </tr>
            </thead>
            <tbody>
              {items.map((batch) => (
                <BatchRow
                  key={batch.id}
                  part={part}
                  batch={batch}
                  acts={acts}
                  onSheets={setSheets}
                  onVoid={setVoided}
                />
              ))}
            </tbody>
          </Table>
        )}
      </Paged>
      {sheets ? <PrintedSheets sheets={sheets} onClose={() => setSheets(null)} /> : null}
      {voided ? <VoidBatch part={part} batch={voided} onClose={() => setVoided(null)} /> : null}
    </Section>
  );
}

function MakeBatch({ roundId, survey }: SurveyPart) {
  const say = useWords('surveys');
  const queries = useQueryClient();
  const groups = survey.groups.filter(({ units }) => units > 0);
  const [groupId, setGroupId] = useState(groups[0]?.id ?? '');
  const [typed, setTyped] = useState('');
  const copies = /^[1-9]\d{0,3}$/.test(typed.trim()) ? Number(typed) : null;
  const make = useMutation({
    mutationFn: (number: number) =>
      call('makeSurveyBatch', {
        params: { roundId, surveyId: survey.id },
        body: { groupId, copies: number },
      }),
    onSuccess: async () => {
      setTyped('');
      await queries.invalidateQueries({ queryKey: surveyKey(survey.id) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (copies !== null && !make.isPending) make.mutate(copies);
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {make.isError ? <Failure error={make.error} /> : null}
      <div className="sv-row">
        <SelectField
          label={say('surveys:batch.group')}
          choices={groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={groupId}
          onChange={(event) => setGroupId(event.target.value)}
        />
        <TextField
          label={say('surveys:batch.copies')}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          type="submit"
          look="second"
          disabled={copies === null}
          busy={make.isPending && say('surveys:batch.making')}
        >
          {say('surveys:batch.make')}
        </Button>
      </div>
    </form>
  );
}

function BatchRow(props: {
  readonly part: SurveyPart;
  readonly batch: SurveyBatch;
  readonly acts: boolean;
  readonly onSheets: (sheets: SurveySheets) => void;
  readonly onVoid: (batch: SurveyBatch) => void;
}) {
  const say = useWords('surveys');
  const queries = useQueryClient();
  const { part, batch, acts, onSheets, onVoid } = props;
  const { roundId, survey } = part;
  const { number } = batch;
  const show = useMutation({
    mutationFn: () =>
      call('showSurveyCodes', { params: { roundId, surveyId: survey.id, batchId: batch.id } }),
    onSuccess: (sheets) => {
      onSheets(sheets);
      void queries.invalidateQueries({ queryKey: surveyKey(survey.id) });
    },
  });
  const state = batch.voidedAt !== null ? 'void' : batch.shownAt !== null ? 'shown' : 'new';
  return (
    <tr>
      <th scope="row">{number}</th>
      <td data-name={say('surveys:batch.group')}>{batch.groupName}</td>
      <td data-name={say('surveys:batch.count')}>{batch.units * batch.copies}</td>
      <td data-name={say('surveys:batch.used')}>{batch.used}</td>
      <td data-name={say('surveys:batch.made')}>{showInstant(batch.madeAt)}</td>
      <td data-name={say('surveys:batch.state')}>
        <Tag tone={state === 'new' ? 'warning' : 'plain'}>{say(`surveys:batch.state.${state}`)}</Tag>{' '}
        {batch.voidReason}
        {show.isError ? <Failure error={show.error} /> : null}
      </td>
      {acts ? (
        <td>
          <div className="pw-actions">
            {state === 'new' ? (
              <Button
                size="small"
                aria-label={say('surveys:batch.show', { number })}
                busy={show.isPending && say('surveys:batch.making')}
                onClick={() => show.mutate()}
              >
                {say('surveys:batch.showShort')}
              </Button>
            ) : null}
            {state === 'void' ? null : (
              <Button
                look="quiet"
                size="small"
                aria-label={say('surveys:batch.void', { number })}
                onClick={() => onVoid(batch)}
              >
                {say('surveys:batch.voidShort')}
              </Button>
            )}
          </div>
        </td>
      ) : null}
    </tr>
  );
}

function VoidBatch(props: {
  readonly part: SurveyPart;
  readonly batch: SurveyBatch;
  readonly onClose: () => void;
}) {
  const say = useWords('surveys');
  const queries = useQueryClient();
  const { part, batch, onClose } = props;
  const [reason, setReason] = useState('');
  const take = useMutation({
    mutationFn: () =>
      call('voidSurveyBatch', {
        params: { roundId: part.roundId, surveyId: part.survey.id, batchId: batch.id },
        body: { reason: reason.trim() },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: surveyKey(part.survey.id) });
      onClose();
    },
  });
  return (
    <Dialog title={say('surveys:batch.void', { number: batch.number })} onClose={onClose}>
      <p>{say('surveys:batch.voidText')}</p>
      {take.isError ? <Failure error={take.error} /> : null}
      <TextArea
        label={say('surveys:reason')}
        hint={say('surveys:reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="pw-actions">
        <Button
          look="danger"
          disabled={reason.trim() === ''}
          busy={take.isPending && say('surveys:moving')}
          onClick={() => (reason.trim() === '' ? undefined : take.mutate())}
        >
          {say('surveys:batch.voidShort')}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('surveys:batch.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
