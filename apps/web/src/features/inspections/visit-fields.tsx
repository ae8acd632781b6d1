import { TEAM_PARTS, type TeamPart } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { instantOfField } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, SelectField, TextField } from '../../ui/index.ts';
import { inspectorsQuery } from './inspection-queries.ts';

/** Time, place and team of a visit as they are typed. */
export interface VisitDraft {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly team: readonly {
    readonly accountId: string;
    readonly part: TeamPart;
    readonly capacity: string;
  }[];
}

interface ReadVisit {
  readonly body: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly place: string;
    readonly team: VisitDraft['team'][number][];
  };
  readonly faults: Readonly<Record<'startsAt' | 'endsAt' | 'place', boolean>>;
}

/** The request that the draft means. A line of the team in which nobody is chosen is left out. */
export function readVisit({ startsAt, endsAt, place, team }: VisitDraft): ReadVisit {
  const [from, to] = [instantOfField(startsAt) ?? undefined, instantOfField(endsAt) ?? undefined];
  return {
    body: {
      startsAt: from ?? '',
      endsAt: to ?? '',
      place,
      team: team.filter(({ accountId }) => accountId !== ''),
    },
    faults: { startsAt: from === undefined, endsAt: to === undefined, place: place.trim() === '' },
  };
}

interface PartProps {
  readonly draft: VisitDraft;
  readonly change: (part: Partial<VisitDraft>) => void;
}

/** Fields that a visit has when it is planned and when it is changed. */
export function VisitFields(
  props: PartProps & { readonly faultOf: (field: keyof ReadVisit['faults']) => string | null },
) {
  const say = useWords('inspections');
  const { draft, change, faultOf } = props;
  return (
    <>
      <div className="pw-form-row">
        {(['startsAt', 'endsAt'] as const).map((field) => (
          <TextField
            key={field}
            label={say(`inspections:${field}`)}
            hint={say('inspections:timeHint')}
            autoComplete="off"
            fault={faultOf(field)}
            value={draft[field]}
            onChange={(event) => change({ [field]: event.target.value })}
          />
        ))}
      </div>
      <TextField
        label={say('inspections:column.place')}
        maxLength={300}
        fault={faultOf('place')}
        value={draft.place}
        onChange={(event) => change({ place: event.target.value })}
      />
      <Team draft={draft} change={change} />
    </>
  );
}

function Team({ draft, change }: PartProps) {
  const say = useWords('inspections');
  const people = useQuery(inspectorsQuery);
  const put = (at: number, part: Partial<VisitDraft['team'][number]>) =>
    change({ team: draft.team.map((member, other) => (other === at ? { ...member, ...part } : member)) });
  return (
    <fieldset className="pw-stack-tight">
      <legend className="pw-legend">{say('inspections:team')}</legend>
      <Loaded query={people}>
        {({ items }) =>
          draft.team.map((member, at) => (
            <div key={at} className="pw-form-row">
              <SelectField
                label={say('inspections:member', { number: at + 1 })}
                choices={[
                  { value: '', label: say('inspections:choose') },
                  ...items.map(({ id, displayName }) => ({ value: id, label: displayName })),
                ]}
                value={member.accountId}
                onChange={(event) => put(at, { accountId: event.target.value })}
              />
              <SelectField
                label={say('inspections:partOf', { number: at + 1 })}
                choices={TEAM_PARTS.map((part) => ({ value: part, label: say(`inspections:part.${part}`) }))}
                value={member.part}
                onChange={(event) => put(at, { part: event.target.value as TeamPart })}
              />
              <TextField
                label={say('inspections:capacityOf', { number: at + 1 })}
                maxLength={300}
                value={member.capacity}
                onChange={(event) => put(at, { capacity: event.target.value })}
              />
            </div>
          ))
        }
      </Loaded>
      <div className="pw-actions">
        <Button
          look="second"
          size="small"
          onClick={() => change({ team: [...draft.team, { accountId: '', part: 'member', capacity: '' }] })}
        >
          {say('inspections:addMember')}
        </Button>
      </div>
    </fieldset>
  );
}
