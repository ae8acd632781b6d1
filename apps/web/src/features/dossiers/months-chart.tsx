import type { DossierStatistics } from '@parix/api-contract';
import { ChartRows, DataTable } from '@parix/charts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { showFigure } from './show-figure.ts';

const ON_TIME = 'one-stop.on-time-ratio@qd766';
const COLUMNS = [
  { id: 'one-stop.received', unit: 'dossier', word: 'dossiers:column.received' },
  { id: 'one-stop.open', unit: 'dossier', word: 'dossiers:column.open' },
  { id: 'one-stop.open-overdue', unit: 'dossier', word: 'dossiers:column.overdue' },
  { id: ON_TIME, unit: 'percent', word: 'dossiers:column.onTime766' },
] as const;

/** A year by months: on-time share as bars, every number in the table beneath. */
export function MonthsChart({ months }: { readonly months: DossierStatistics['months'] }) {
  const say = useWords('dossiers');
  const language = useLanguage();
  const label = (month: string) => `${month.slice(5)}/${month.slice(0, 4)}`;
  const title = say('dossiers:months');
  return (
    <ChartRows
      id="dossier-months"
      title={title}
      description={say('dossiers:monthsText')}
      heading={2}
      maximum={100}
      rows={months.map(({ month, figures }) => ({
        id: month,
        label: label(month),
        value: figures[ON_TIME]?.value == null ? null : Number(figures[ON_TIME].value),
        text: showFigure(figures[ON_TIME], 'percent', language),
      }))}
    >
      <DataTable
        caption={title}
        headers={[say('dossiers:column.month'), ...COLUMNS.map(({ word }) => say(word))]}
        rows={months.map(({ month, figures }) => ({
          id: month,
          label: label(month),
          cells: COLUMNS.map(({ id, unit }) => showFigure(figures[id], unit, language)),
        }))}
        display="folded"
        showWord={say('dossiers:showTable')}
      />
    </ChartRows>
  );
}
