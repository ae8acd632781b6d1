import type { ImportReport } from '@parix/api-contract';
import { useWords } from '../i18n/use-words.ts';
import { Table } from '../ui/index.ts';

/** Every finding by its address in the file; without findings, a sample of what would change. */
export function ImportFindings({ report }: { readonly report: ImportReport }) {
  const say = useWords('imports');
  if (report.problems.length > 0)
    return (
      <>
        <ProblemTable caption={say('imports:findings')} problems={report.problems} />
        {report.problemCount > report.problems.length ? (
          <p className="pw-hint">
            {say('imports:firstOf', { shown: report.problems.length, all: report.problemCount })}
          </p>
        ) : null}
      </>
    );
  return (
    <>
      {report.warnings === undefined || report.warnings.length === 0 ? null : (
        <ProblemTable caption={say('imports:warnings')} problems={report.warnings} />
      )}
      {report.sample.length === 0 ? null : <Sample lines={report.sample} />}
    </>
  );
}

function Sample({ lines }: { readonly lines: ImportReport['sample'] }) {
  const say = useWords('imports');
  return (
    <Table caption={say('imports:sample')}>
      <thead>
        <tr>
          <th scope="col">{say('imports:place')}</th>
          <th scope="col">{say('imports:what')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.place} ${line.what}`}>
            <th scope="row">
              <code>{line.place}</code>
            </th>
            <td>{line.what}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Findings with their places: cells of a workbook or lines of a YAML document. */
export function ProblemTable({
  caption,
  problems,
}: {
  readonly caption: string;
  readonly problems: ImportReport['problems'];
}) {
  const say = useWords('imports');
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{say('imports:place')}</th>
          <th scope="col">{say('imports:problem')}</th>
          <th scope="col">{say('imports:value')}</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem, at) => (
          <tr key={`${at} ${problem.place}`}>
            <th scope="row">
              <code>{problem.place}</code>
            </th>
            <td>{problem.message}</td>
            <td>{problem.value === null || problem.value === '' ? '–' : <code>{problem.value}</code>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
