import type { Stability } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Section, SelectField, Table } from '../../ui/index.ts';
import { stabilityQuery, STEPS, type Step } from './analysis-queries.ts';
import { UnitLink } from './unit-link.tsx';

/** What a small change of a single item would do to ranks and classes. */
export function StabilityView({ roundId }: { readonly roundId: string }) {
  const [step, setStep] = useState<Step>('0.25');
  const stability = useQuery(stabilityQuery(roundId, step));
  return (
    <>
      <StepField step={step} onStep={setStep} />
      <Loaded query={stability}>
        {(data) => (
          <>
            <Summary stability={data} />
            <Pairs roundId={roundId} stability={data} />
            <Items stability={data} />
            <Units roundId={roundId} stability={data} />
          </>
        )}
      </Loaded>
    </>
  );
}

export function StepField({ step, onStep }: { readonly step: Step; readonly onStep: (step: Step) => void }) {
  const say = useWords('analysis');
  const language = useLanguage();
  return (
    <div className="pw-form">
      <SelectField
        label={say('analysis:stability.step')}
        hint={say('analysis:stability.hint')}
        value={step}
        choices={STEPS.map((value) => ({
          value,
          label: say('analysis:stability.points', { points: showNumber(value, language) }),
        }))}
        onChange={(event) => onStep(STEPS.find((each) => each === event.target.value) ?? '0.25')}
      />
    </div>
  );
}

function Summary({ stability }: { readonly stability: Stability }) {
  const say = useWords('analysis');
  const ranked = stability.units.filter(({ rank }) => rank !== null);
  const ofClass = stability.units.filter(({ classes }) => classes.length > 1).length;
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('analysis:stability.firm')}</dt>
        <dd>{say('analysis:of', { number: stability.firm, all: ranked.length })}</dd>
      </div>
      <div>
        <dt>{say('analysis:stability.moving')}</dt>
        <dd>{say('analysis:of', { number: ranked.length - stability.firm, all: ranked.length })}</dd>
      </div>
      <div>
        <dt>{say('analysis:stability.class')}</dt>
        <dd>{say('analysis:of', { number: ofClass, all: stability.units.length })}</dd>
      </div>
    </dl>
  );
}

function Pairs({ roundId, stability }: { readonly roundId: string; readonly stability: Stability }) {
  const say = useWords('analysis');
  const language = useLanguage();
  if (stability.pairs.length === 0) return null;
  return (
    <Section title={say('analysis:stability.pairs')}>
      <Table caption={say('analysis:stability.pairs')} hideCaption>
        <thead>
          <tr>
            <th scope="col">{say('analysis:stability.above')}</th>
            <th scope="col">{say('analysis:stability.below')}</th>
            <th scope="col" className="pw-number">
              {say('analysis:stability.gap')}
            </th>
          </tr>
        </thead>
        <tbody>
          {stability.pairs.slice(0, 10).map(({ above, below, gap }) => (
            <tr key={`${above.unitId}${below.unitId}`}>
              <th scope="row">
                <UnitLink roundId={roundId} unit={above} />
              </th>
              <td>
                <UnitLink roundId={roundId} unit={below} />
              </td>
              <td className="pw-number">{showNumber(gap, language)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Items({ stability }: { readonly stability: Stability }) {
  const say = useWords('analysis');
  const items = stability.items.toSorted((a, b) => b.rankMoves + b.classMoves - (a.rankMoves + a.classMoves));
  return (
    <Section title={say('analysis:stability.items')}>
      {items.length === 0 ? (
        <Empty title={say('analysis:stability.none')}>{say('analysis:stability.noneNext')}</Empty>
      ) : (
        <Table caption={say('analysis:stability.items')} hideCaption>
          <thead>
            <tr>
              <th scope="col">{say('analysis:column.item')}</th>
              <th scope="col" className="pw-number">
                {say('analysis:stability.ranks')}
              </th>
              <th scope="col" className="pw-number">
                {say('analysis:stability.classes')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, 15).map(({ id, code, name, rankMoves, classMoves }) => (
              <tr key={id}>
                <th scope="row">{`${code} ${name}`}</th>
                <td className="pw-number">{rankMoves}</td>
                <td className="pw-number">{classMoves}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Units({ roundId, stability }: { readonly roundId: string; readonly stability: Stability }) {
  const say = useWords('analysis');
  const units = stability.units
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  if (units.length === 0) return null;
  const names = {
    unit: say('analysis:column.unit'),
    rank: say('analysis:column.rank'),
    range: say('analysis:stability.range'),
    class: say('analysis:stability.classRange'),
    items: say('analysis:stability.itemCount'),
  };
  return (
    <Section title={say('analysis:stability.units')}>
      <Table caption={say('analysis:stability.units')} hideCaption cards>
        <thead>
          <tr>
            <th scope="col">{names.unit}</th>
            <th scope="col" className="pw-number">
              {names.rank}
            </th>
            <th scope="col">{names.range}</th>
            <th scope="col">{names.class}</th>
            <th scope="col" className="pw-number">
              {names.items}
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row" data-name={names.unit}>
                <UnitLink roundId={roundId} unit={unit} />
              </th>
              <td className="pw-number" data-name={names.rank}>
                {unit.rank ?? '–'}
              </td>
              <td data-name={names.range}>
                {unit.best === unit.worst
                  ? String(unit.rank ?? '–')
                  : say('analysis:stability.fromTo', { best: unit.best ?? '–', worst: unit.worst ?? '–' })}
              </td>
              <td data-name={names.class}>{unit.classes.join(' / ') || '–'}</td>
              <td className="pw-number" data-name={names.items}>
                {unit.items.length}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
