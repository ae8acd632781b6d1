import { LETTERHEAD_KINDS, REPORT_KINDS } from '@parix/api-contract';
import { Link, useSearch } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { Notice, Page } from '../../ui/index.ts';
import { LetterheadSection } from './letterhead-form.tsx';
import { TemplateSection } from './template-section.tsx';

/** Template and letterhead of every kind of document. */
export function TemplatesPage() {
  const say = useWords('reports');
  const { kind = REPORT_KINDS[0] } = useSearch({ from: '/inside/document-templates' });
  const ofOffice = LETTERHEAD_KINDS.find((known) => known === kind);
  return (
    <Page title={say('reports:templates')} lead={say('reports:templatesLead')}>
      <nav className="pw-tabs" aria-label={say('reports:kinds')}>
        {REPORT_KINDS.map((known) => (
          <Link
            key={known}
            to="/document-templates"
            search={{ kind: known }}
            aria-current={known === kind ? 'page' : undefined}
          >
            {say(`reports:kind.${known}`)}
          </Link>
        ))}
      </nav>
      <h2 className="pw-hidden">{say(`reports:kind.${kind}`)}</h2>
      <TemplateSection key={`template ${kind}`} kind={kind} />
      {ofOffice ? (
        <LetterheadSection key={`letterhead ${kind}`} kind={ofOffice} />
      ) : (
        <Notice quiet>{say('reports:letterhead.ofUnit')}</Notice>
      )}
    </Page>
  );
}
