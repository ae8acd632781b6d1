import type { AppraisalArea } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, type Choice, Dialog, SelectField, Table, Tag, TextField } from '../../ui/index.ts';
import { areasQuery, useRenewGroups } from '../../appraisal-parts/groups-queries.ts';
import { SignDialog } from './sign-dialog.tsx';

interface ListProps {
  readonly roundId: string;
  readonly manages: boolean;
}
const HEADS = ['area', 'lead', 'standing', 'signature'] as const;

/** Areas with the agency that leads each, what stands, and who confirmed it. */
export function AreaList({ roundId, manages }: ListProps) {
  const say = useWords('appraisal-groups');
  const areas = useQuery(areasQuery(roundId));
  return (
    <Loaded query={areas}>
      {({ items }) => (
        <Table caption={say('appraisal-groups:areas')} hideCaption cards>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th scope="col" key={head}>
                  {say(`appraisal-groups:column.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((area) => (
              <AreaRow key={area.areaId} roundId={roundId} area={area} manages={manages} />
            ))}
          </tbody>
        </Table>
      )}
    </Loaded>
  );
}

function AreaRow({ roundId, area, manages }: ListProps & { readonly area: AppraisalArea }) {
  const say = useWords('appraisal-groups');
  const { now } = area;
  return (
    <tr>
      <th scope="row" data-name={say('appraisal-groups:column.area')}>
        <span>
          <span className="pw-code">{area.code}</span> {area.name}{' '}
          {area.mine ? <Tag tone="strong">{say('appraisal-groups:mine')}</Tag> : null}
        </span>
      </th>
      <td data-name={say('appraisal-groups:column.lead')}>
        <div>
          {area.lead ? area.lead.agency : <span className="pw-soft">{say('appraisal-groups:noLead')}</span>}{' '}
          {manages ? <LeadDialog roundId={roundId} area={area} /> : null}
        </div>
      </td>
      <td data-name={say('appraisal-groups:column.standing')}>
        {now
          ? say('appraisal-groups:standing', { done: now.pairs - now.open, all: now.pairs, open: now.open })
          : say('appraisal-groups:notJudged')}
      </td>
      <td data-name={say('appraisal-groups:column.signature')}>
        <div className="pw-stack">
          <Signatures area={area} />
          {now?.maySign || now?.mayWithdraw ? (
            <SignDialog roundId={roundId} area={area} act={now.maySign ? 'sign' : 'withdraw'} />
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function Signatures({ area }: { readonly area: AppraisalArea }) {
  const say = useWords('appraisal-groups');
  const [last, ...earlier] = area.signOffs;
  if (!last) return <span className="pw-soft">{say('appraisal-groups:unsigned')}</span>;
  const line = ({ kind, stage, by, at }: typeof last) =>
    say(`appraisal-groups:act.${kind}`, {
      stage: say(`appraisal-groups:stage.${stage}`),
      who: by ?? '–',
      at: showInstant(at),
    });
  return (
    <div className="pw-small">
      <p>
        <Tag tone={last.kind === 'signed' ? 'good' : 'warning'}>
          {say(`appraisal-groups:tag.${last.kind}`)}
        </Tag>{' '}
        {line(last)}
      </p>
      {last.note ? <p className="pw-prewrap">{last.note}</p> : null}
      {earlier.length > 0 ? (
        <details className="pw-details">
          <summary>{say('appraisal-groups:earlier', { number: earlier.length })}</summary>
          {earlier.map((each) => (
            <p key={each.at}>
              {line(each)} {each.note}
            </p>
          ))}
        </details>
      ) : null}
    </div>
  );
}

function LeadDialog({ roundId, area }: { readonly roundId: string; readonly area: AppraisalArea }) {
  const say = useWords('appraisal-groups');
  const renew = useRenewGroups(roundId);
  const [open, setOpen] = useState(false);
  const [agency, setAgency] = useState(area.lead?.agency ?? '');
  const [unit, setUnit] = useState(() => leadUnitOf(area));
  const name = useMutation({
    mutationFn: () =>
      call('nameAreaLead', {
        params: { roundId, areaId: area.areaId },
        body: { agency: agency.normalize('NFC').trim(), unitId: unit?.value ?? null },
      }),
    onSuccess: async () => {
      await renew();
      setOpen(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (agency.trim() && !name.isPending) name.mutate();
  };
  const title = say('appraisal-groups:nameLead', { area: area.name });
  return (
    <>
      <Button look="quiet" size="small" aria-label={title} onClick={() => setOpen(true)}>
        {say(area.lead ? 'appraisal-groups:change' : 'appraisal-groups:name')}
      </Button>
      {open ? (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <form className="pw-stack" onSubmit={submit}>
            <TextField
              label={say('appraisal-groups:column.lead')}
              maxLength={300}
              value={agency}
              onChange={(event) => setAgency(event.target.value)}
            />
            <LeadUnit agency={agency} unit={unit} onChange={setUnit} />
            {name.isError ? <Failure error={name.error} /> : null}
            <div className="pw-actions">
              <Button
                type="submit"
                disabled={!agency.trim()}
                busy={name.isPending && say('appraisal-groups:working')}
              >
                {say('appraisal-groups:save')}
              </Button>
              <Button look="second" onClick={() => setOpen(false)}>
                {say('common:cancel')}
              </Button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}

/** The unit that was named before; nothing but its id and the name of the agency is known of it here. */
const leadUnitOf = ({ lead }: AppraisalArea): Choice | null =>
  lead?.unitId ? { value: lead.unitId, label: lead.agency } : null;

/**
 * The agency as a unit of the register, found by the name typed: then only its own people confirm the area. What is
 * chosen stays among the choices when another name is typed, so that what is stored is what is seen.
 */
function LeadUnit(props: {
  readonly agency: string;
  readonly unit: Choice | null;
  readonly onChange: (unit: Choice | null) => void;
}) {
  const say = useWords('appraisal-groups');
  const { agency, unit, onChange } = props;
  const q = agency.trim();
  const units = useQuery({
    queryKey: ['unit-choices', q],
    queryFn: ({ signal }) => call('listUnits', { query: { q: q || undefined, limit: 50 }, signal }),
    placeholderData: (before) => before,
  });
  const found = (units.data?.items ?? []).map(({ id, name, code }) => ({
    value: id,
    label: `${name} (${code})`,
  }));
  const chosen = unit && !found.some(({ value }) => value === unit.value) ? [unit] : [];
  return (
    <>
      {units.isError ? <Failure error={units.error} again={() => void units.refetch()} /> : null}
      <SelectField
        label={say('appraisal-groups:leadUnit')}
        hint={say('appraisal-groups:leadUnitHint')}
        value={unit?.value ?? ''}
        choices={[{ value: '', label: say('appraisal-groups:leadUnitNone') }, ...chosen, ...found]}
        onChange={(event) =>
          onChange([...chosen, ...found].find(({ value }) => value === event.target.value) ?? null)
        }
      />
    </>
  );
}
