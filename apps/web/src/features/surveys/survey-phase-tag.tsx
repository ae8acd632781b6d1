import type { Survey } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Tag, type TagTone } from '../../ui/index.ts';

const TONES: Partial<Record<Survey['phase'], TagTone>> = { open: 'warning', frozen: 'good' };

export function SurveyPhaseTag({ phase }: { readonly phase: Survey['phase'] }) {
  const say = useWords('surveys');
  return <Tag tone={TONES[phase] ?? 'plain'}>{say(`surveys:phase.${phase}`)}</Tag>;
}
