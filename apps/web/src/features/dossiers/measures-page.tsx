import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Page } from '../../ui/index.ts';
import { measuresQuery } from './dossier-queries.ts';
import { DossierTabs } from './dossier-tabs.tsx';
import { MeasureSection } from './main-figures.tsx';

/** The dictionary: every measure in words, with where its definition comes from. */
export function MeasuresPage() {
  const say = useWords('dossiers');
  return (
    <Page title={say('dossiers:measures.title')} lead={say('dossiers:measures.lead')}>
      <DossierTabs />
      <Loaded query={useQuery(measuresQuery)}>
        {({ items }) => items.map((measure) => <MeasureSection key={measure.id} measure={measure} />)}
      </Loaded>
    </Page>
  );
}
