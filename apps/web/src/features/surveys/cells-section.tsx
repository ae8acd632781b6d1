import type { SurveyCell } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, CheckField, Dialog, Empty, Section, Table, Tag, TextField } from '../../ui/index.ts';
import { readTarget } from './read-target.ts';
import { surveyKey } from './survey-keys.ts';
import type { SurveyPart } from './survey-page.tsx';
import { useSurveyChange } from './use-survey-change.ts';

/** Groups x units: what is wanted and what is there. */
export function CellsSection(part: SurveyPart) {
  const say = useWords('surveys');
  const { roundId, survey, manages } = part;
  const [short, setShort] = useState(false);
  const [edited, setEdited] = useState<SurveyCell | null>(null);
  const rows = useInfiniteQuery({
    queryKey: [...surveyKey(survey.id), 'cells', short],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listSurveyCells', {
        params: { roundId, surveyId: survey.id },
        query: { limit: 50, cursor: pageParam || undefined, short: short ? 'true' : undefined },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  if (survey.groups.length === 0) return null;
  return (
    <Section
      title={say('surveys:cells')}
      actions={
        <CheckField
          label={say('surveys:cells.short')}
          checked={short}
          onChange={(event) => setShort(event.target.checked)}
        />
      }
    >
      <Paged
        query={rows}
        empty={
          short ? (
            <Empty title={say('surveys:cells.allEnough')} />
          ) : (
            <Empty title={say('surveys:cells.none')}>{say('surveys:cells.noneNext')}</Empty>
          )
        }
      >
        {(items: readonly SurveyCell[]) => (
          <CellTable cells={items} onEdit={manages && survey.phase === 'draft' ? setEdited : null} />
        )}
      </Paged>
      {edited ? <EditTarget part={part} cell={edited} onClose={() => setEdited(null)} /> : null}
    </Section>
  );
}

function CellTable(props: {
  readonly cells: readonly SurveyCell[];
  readonly onEdit: ((cell: SurveyCell) => void) | null;
}) {
  const say = useWords('surveys');
  const language = useLanguage();
  const number = (value: number | null) => (value === null ? '–' : showNumber(String(value), language));
  return (
    <Table caption={say('surveys:cells.caption')} hideCaption cards>
      <thead>
        <tr>
          <th scope="col">{say('surveys:cell.unit')}</th>
          <th scope="col">{say('surveys:cell.group')}</th>
          {(['quota', 'population', 'codes', 'answers'] as const).map((column) => (
            <th scope="col" key={column} className="pw-number">
              {say(`surveys:cell.${column}`)}
            </th>
          ))}
          {props.onEdit ? <td /> : null}
        </tr>
      </thead>
      <tbody>
        {props.cells.map((cell) => (
          <tr key={`${cell.unitId} ${cell.groupId}`}>
            <th scope="row">{cell.unitName}</th>
            <td data-name={say('surveys:cell.group')}>{cell.groupName}</td>
            {(['quota', 'population', 'codes'] as const).map((column) => (
              <td key={column} className="pw-number" data-name={say(`surveys:cell.${column}`)}>
                {number(cell[column])}
              </td>
            ))}
            <td className="pw-number" data-name={say('surveys:cell.answers')}>
              {number(cell.answers)}{' '}
              {cell.answers < cell.quota ? (
                <Tag tone="warning">
                  {say('surveys:cell.notEnough', { number: number(cell.quota - cell.answers) })}
                </Tag>
              ) : null}
            </td>
            {props.onEdit ? (
              <td>
                <Button
                  look="quiet"
                  size="small"
                  aria-label={say('surveys:cell.edit', { unit: cell.unitName, group: cell.groupName })}
                  onClick={() => props.onEdit?.(cell)}
                >
                  {say('surveys:cell.editShort')}
                </Button>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function EditTarget(props: {
  readonly part: SurveyPart;
  readonly cell: SurveyCell;
  readonly onClose: () => void;
}) {
  const say = useWords('surveys');
  const { part, cell, onClose } = props;
  const { roundId, survey } = part;
  const [typed, setTyped] = useState({
    quota: String(cell.quota),
    population: String(cell.population ?? ''),
  });
  const target = readTarget(typed);
  const save = useSurveyChange(
    survey.id,
    (given: NonNullable<typeof target>) =>
      call('setSurveyTargets', {
        params: { roundId, surveyId: survey.id, groupId: cell.groupId },
        ifMatch: survey.version,
        body: { targets: [{ unitId: cell.unitId, ...given }] },
      }),
    onClose,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (target && !save.isPending) save.mutate(target);
  };
  return (
    <Dialog
      title={say('surveys:cell.edit', { unit: cell.unitName, group: cell.groupName })}
      onClose={onClose}
    >
      <form className="pw-form" onSubmit={submit} noValidate>
        {save.isError ? <Failure error={save.error} /> : null}
        <TextField
          label={say('surveys:target.quota')}
          hint={say('surveys:cell.editHint')}
          inputMode="numeric"
          fault={target ? null : say('surveys:target.fault')}
          value={typed.quota}
          onChange={(event) => setTyped({ ...typed, quota: event.target.value })}
        />
        <TextField
          label={say('surveys:target.population')}
          hint={say('surveys:target.populationHint')}
          inputMode="numeric"
          value={typed.population}
          onChange={(event) => setTyped({ ...typed, population: event.target.value })}
        />
        <div className="pw-actions">
          <Button type="submit" busy={save.isPending && say('surveys:saving')}>
            {say('surveys:save')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
