import type { SetDetail } from '@parix/api-contract';
import { showDate } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';

export function SetFacts({ set }: { readonly set: SetDetail }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  const areas = set.groups.filter((group) => group.level === 'area').length;
  const criteria = set.groups.filter((group) => group.level === 'criterion').length;
  return (
    <>
      <dl className="pw-facts">
        <div>
          <dt>{say('criteria-sets:column.decision')}</dt>
          <dd>
            {set.decisionNumber ?? say('criteria-sets:noDecision')}
            {set.decisionDate ? `, ${showDate(set.decisionDate)}` : ''}
            {set.issuer ? <div className="pw-hint">{set.issuer}</div> : null}
          </dd>
        </div>
        <div>
          <dt>{say('criteria-sets:column.years')}</dt>
          <dd>{`${set.indexYearFrom}–${set.indexYearTo}`}</dd>
        </div>
        <div>
          <dt>{say('criteria-sets:total')}</dt>
          <dd>{set.total === null ? '–' : showNumber(set.total, language)}</dd>
        </div>
        <div>
          <dt>{say('criteria-sets:size')}</dt>
          <dd>{say('criteria-sets:sizeText', { areas, criteria, items: set.items.length })}</dd>
        </div>
        {set.amendedBy.length > 0 ? (
          <div>
            <dt>{say('criteria-sets:amendedBy')}</dt>
            <dd>
              {set.amendedBy
                .map((act) => (act.date ? `${act.number} (${showDate(act.date)})` : act.number))
                .join('; ')}
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{say('criteria-sets:fingerprint')}</dt>
          <dd>
            <code>{set.fingerprint.slice(0, 16)}…</code>
          </dd>
        </div>
      </dl>
      <Bands set={set} />
    </>
  );
}

/** The limits of the classes, for every kind of unit that has its own. */
function Bands({ set }: { readonly set: SetDetail }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  const kindNames = new Map(set.unitKinds.map((kind) => [kind.id, kind.name]));
  return (
    <details className="pw-details">
      <summary>{say('criteria-sets:bands')}</summary>
      <ul className="pw-prose">
        {set.bands.map((scheme, at) => (
          <li key={scheme.kinds?.join() ?? at}>
            {scheme.kinds
              ? scheme.kinds.map((kind) => kindNames.get(kind) ?? kind).join(', ')
              : say('criteria-sets:everyKind')}
            {': '}
            {scheme.bands
              .map((band) =>
                band.from === null
                  ? say('criteria-sets:bandRest', { name: band.name })
                  : say('criteria-sets:bandFrom', { name: band.name, from: showNumber(band.from, language) }),
              )
              .join('; ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
