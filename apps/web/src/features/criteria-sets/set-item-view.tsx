import type { SetDetail, SetItem } from '@parix/api-contract';
import { showDate } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
import { Table } from '../../ui/index.ts';
import { CaseTable } from './case-table.tsx';

export function SetItemView({ item, set }: { readonly item: SetItem; readonly set: SetDetail }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  const parents = set.groups.filter(({ id }) => id === item.areaId || id === item.criterionId);
  const kindNames = new Map(set.unitKinds.map((kind) => [kind.id, kind.name]));
  return (
    <article className="pw-section" aria-labelledby="item-title">
      <div>
        <p className="pw-soft pw-small">
          {parents.map((group) => `${group.code} ${group.name}`).join(' › ')}
        </p>
        <h2 id="item-title">
          <span className="pw-code">{item.code}</span> {item.name}
        </h2>
      </div>
      <dl className="pw-facts">
        <Fact
          name={say('criteria-sets:column.max')}
          value={item.max === null ? '–' : showNumber(item.max, language)}
        />
        {item.min === '0' ? null : (
          <Fact name={say('criteria-sets:min')} value={showNumber(item.min, language)} />
        )}
        <Fact name={say('criteria-sets:pointsFrom')} value={say(`criteria-sets:from.${item.pointsFrom}`)} />
        <Fact
          name={say('criteria-sets:selfScored')}
          value={say(item.selfScored ? 'common:yes' : 'common:no')}
        />
        <Fact name={say('criteria-sets:appraiser')} value={item.appraiser ?? '–'} />
        <Fact name={say('criteria-sets:notApplicable')} value={policyWords(item.notApplicablePolicy, say)} />
        {item.exemptKinds.length > 0 ? (
          <Fact
            name={say('criteria-sets:exempt')}
            value={item.exemptKinds.map((kind) => kindNames.get(kind) ?? kind).join(', ')}
          />
        ) : null}
      </dl>
      <section>
        <h3>{say('criteria-sets:rule')}</h3>
        {item.ruleInWords.length > 0 ? (
          <ul className="pw-reasons">
            {item.ruleInWords.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p>{say('criteria-sets:noRule')}</p>
        )}
      </section>
      {item.guidance ? (
        <section>
          <h3>{say('criteria-sets:guidance')}</h3>
          <p className="pw-prewrap">{item.guidance}</p>
        </section>
      ) : null}
      <FigureTable item={item} />
      <section>
        <h3>{say('criteria-sets:evidence')}</h3>
        <p>{say(`criteria-sets:evidence.${item.evidence.required}`)}</p>
        {item.evidence.text ? <p className="pw-prewrap">{item.evidence.text}</p> : null}
      </section>
      <section>
        <h3>{say('criteria-sets:source')}</h3>
        <p>{item.source || say('criteria-sets:noSource')}</p>
      </section>
      <CaseTable item={item} />
    </article>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const POLICIES = ['forbidden', 'full-points', 'zero', 'remove', 'share', 'older-value'] as const;

/** The declared policy in words; a policy this page does not know is shown as the set names it. */
function policyWords(policy: string, say: Say): string {
  const known = POLICIES.find((name) => name === policy);
  return known ? say(`criteria-sets:policy.${known}`) : policy;
}

function FigureTable({ item }: { readonly item: SetItem }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  if (item.figures.length === 0) return null;
  const limit = (value: string | null) =>
    value === null ? '–' : /^\d{4}-/.test(value) ? showDate(value) : showNumber(value, language);
  return (
    <Table caption={say('criteria-sets:figures')}>
      <thead>
        <tr>
          <th scope="col">{say('criteria-sets:figure.label')}</th>
          <th scope="col">{say('criteria-sets:figure.type')}</th>
          <th scope="col">{say('criteria-sets:figure.unit')}</th>
          <th scope="col">{say('criteria-sets:figure.range')}</th>
        </tr>
      </thead>
      <tbody>
        {item.figures.map((figure) => (
          <tr key={figure.key}>
            <th scope="row">
              {figure.label}
              {figure.optional ? ` (${say('criteria-sets:figure.optional')})` : ''}
            </th>
            <td>{say(`criteria-sets:type.${figure.type}`)}</td>
            <td>{figure.unit || '–'}</td>
            <td>
              {figure.type === 'choice'
                ? figure.options.map((option) => option.label).join('; ')
                : figure.min === null && figure.max === null
                  ? '–'
                  : `${limit(figure.min)} … ${limit(figure.max)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
