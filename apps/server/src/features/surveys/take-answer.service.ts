import { randomUUID } from 'node:crypto';
import type { SurveyQuestion, SurveyQuestionnaire } from '@parix/api-contract';
import type { PublicContext } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { insertAnswer } from './answers.queries.ts';
import { type CodeRow, findCode, useCode } from './codes.queries.ts';
import { toQuestionnaire } from './describe-survey.ts';
import { surveyPhaseAt } from './open-survey.ts';
import { codeHasher, readCode, receiptHash, sameHash } from './survey-code.ts';
import { findQuestionnaire, findSurveyRow, lockSurvey, type SurveyRow } from './surveys.queries.ts';

/** Why a code is not good for an answer now. */
export type BadStanding =
  | { readonly is: 'unknown' | 'void' | 'cancelled' | 'used' }
  | { readonly is: 'not-open' | 'closed'; readonly survey: SurveyRow };
/** `received`: this very device has sent its answer before. */
export type CodeStanding = BadStanding | { readonly is: 'received' } | GoodStanding;
export interface GoodStanding {
  readonly is: 'good';
  readonly survey: SurveyRow;
  readonly code: CodeRow;
}

/**
 * What the code is good for. `token`: what the device made and kept, where it has one. `late`: sheets on paper are
 * entered until the survey is frozen, as they were filled in before it closed.
 */
export async function standingOfCode(
  { db, now, config }: PublicContext,
  typed: string,
  { token, late }: { readonly token: string | null; readonly late: boolean },
): Promise<CodeStanding> {
  const text = readCode(typed);
  const code = text === null ? undefined : await findCode(db, codeHasher(config)(text));
  if (text === null || code === undefined) return { is: 'unknown' };
  if (code.receiptHash !== null) {
    const isOwn = token !== null && sameHash(code.receiptHash, receiptHash(config, text, token));
    return { is: isOwn ? 'received' : 'used' };
  }
  if (code.voided) return { is: 'void' };
  const survey = await findSurveyRow(db, code.surveyId);
  if (!survey) return { is: 'unknown' };
  const phase = surveyPhaseAt(survey, now);
  if (phase === 'cancelled') return { is: 'cancelled' };
  if (phase === 'frozen' || (phase === 'closed' && !late)) return { is: 'closed', survey };
  return phase === 'open' || phase === 'closed' ? { is: 'good', survey, code } : { is: 'not-open', survey };
}

export interface SentAnswer {
  readonly code: string;
  /** Made by the device that answers; sent again with every retry. */
  readonly token: string;
  readonly questionnaireVersion: number;
  readonly choices: Readonly<Record<string, string>>;
  /** Who enters a paper sheet; null: online. */
  readonly enteredBy: string | null;
}

export type Taken =
  | { readonly is: 'taken' }
  | { readonly is: 'received' }
  | { readonly is: 'refused'; readonly standing: BadStanding }
  | {
      readonly is: 'faulty';
      readonly standing: GoodStanding;
      readonly faults: ReadonlyMap<string, ChoiceFault>;
      readonly questionnaire: SurveyQuestionnaire;
    };

/**
 * Takes one answer for one code: the code is used up and the answer added in one transaction, or neither. What is kept
 * of the code and what is kept of the answer share the unit and the group and nothing else. A repeated sending is known
 * by the token, whose keyed hash stands with the code, and has the same outcome without a second answer.
 */
export async function takeAnswer(context: PublicContext, sent: SentAnswer): Promise<Taken> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const held = { token: sent.token, late: sent.enteredBy !== null };
    const first = await standingOfCode(inside, sent.code, held);
    if (first.is !== 'good') return refusedOr(first);
    // Whoever closes the survey holds it alone: from here on it is what is read next.
    await lockSurvey(db, first.survey.id, 'share');
    const standing = await standingOfCode(inside, sent.code, held);
    if (standing.is !== 'good') return refusedOr(standing);
    const { code, survey } = standing;
    const row = await findQuestionnaire(db, survey.id, code.groupId, sent.questionnaireVersion);
    if (!row) return { is: 'refused', standing: { is: 'unknown' } };
    const questionnaire = toQuestionnaire(row);
    const faults = faultsOf(questionnaire.questions, sent.choices);
    if (faults.size > 0) return { is: 'faulty', standing, faults, questionnaire };
    const text = readCode(sent.code) ?? '';
    const used = await useCode(
      db,
      { unitId: code.unitId, codeHash: codeHasher(context.config)(text) },
      {
        day: legalDayOf(context.now),
        receipt: receiptHash(context.config, text, sent.token),
        enteredBy: sent.enteredBy,
      },
    );
    if (!used) return refusedOr(await standingOfCode(inside, sent.code, held));
    const { unitId, groupId, surveyId } = code;
    const choices = JSON.stringify(sent.choices);
    // Version 4 on purpose: an id in order of time would tell which code it came with.
    const id = randomUUID();
    const { questionnaireVersion } = sent;
    await insertAnswer(db, { unitId, id, surveyId, groupId, questionnaireVersion, choices });
    return { is: 'taken' };
  });
}

/** What becomes of a sending whose code is not, or no longer, good. */
function refusedOr(standing: CodeStanding): Taken {
  if (standing.is === 'good') throw new Error('a code that is good was not used');
  return standing.is === 'received' ? standing : { is: 'refused', standing };
}

export type ChoiceFault = 'missing' | 'unknown';

/** By question: left out though it must be answered, or an option that it does not have. */
function faultsOf(
  questions: readonly SurveyQuestion[],
  choices: Readonly<Record<string, string>>,
): ReadonlyMap<string, ChoiceFault> {
  const known = questions.flatMap(({ id, required, options }): [string, ChoiceFault][] => {
    const chosen = choices[id];
    if (chosen === undefined) return required ? [[id, 'missing']] : [];
    return options.some((option) => option.id === chosen) ? [] : [[id, 'unknown']];
  });
  const ids = new Set(questions.map(({ id }) => id));
  const foreign = Object.keys(choices).filter((id) => !ids.has(id));
  return new Map([...known, ...foreign.map((id): [string, ChoiceFault] => [id, 'unknown'])]);
}
