import { resolve } from 'node:path';
import { archiveDossiers, previewArchive } from './features/dossier-archive/archive.service.ts';
import { restoreDossiers } from './features/dossier-archive/restore.service.ts';
import { withOwnDatabase } from './operator-database.ts';
import { systemClock } from './platform/clock.ts';
import type { Locale } from './platform/locale.ts';

interface Asked {
  readonly locale?: Locale;
  readonly env?: Readonly<Record<string, string | undefined>>;
}
export interface ArchiveDossiers extends Asked {
  /** First month whose dossiers stay, 'YYYY-MM'. */
  readonly before: string;
  /** Folder of the archives; not needed for a preview. */
  readonly out: string;
  /** Only says what would be archived. */
  readonly preview: boolean;
  readonly say: (line: string) => void;
}

/**
 * Moves the events of dossiers that ended before a month out of the database into Parquet files, as the operator of
 * the installation. Works beside a running server; cut off at any moment, the same call goes on.
 * @throws OperatorError `ARCHIVE_…`, and those of opening the database.
 */
export async function archiveDossiersToFolder(what: ArchiveDossiers): Promise<void> {
  const { before, out, preview, say, locale = 'vi', env = process.env } = what;
  const now = systemClock.now();
  let archives = 0;
  await withOwnDatabase(env, async (db) => {
    if (preview) {
      for (const { month, dossiers } of await previewArchive(db, before, now)) {
        archives += 1;
        say(`${month}: ${dossiers} ${locale === 'en' ? 'dossiers' : 'hồ sơ'}`);
      }
      return;
    }
    const onArchive = (one: { name: string; location: string; dossiers: number; events: number }): void => {
      archives += 1;
      say(
        locale === 'en'
          ? `${one.name}: ${one.dossiers} dossiers, ${one.events} events in ${one.location}`
          : `${one.name}: ${one.dossiers} hồ sơ, ${one.events} sự kiện trong ${one.location}`,
      );
    };
    await archiveDossiers(db, { before, folder: resolve(out), now, onArchive });
  });
  if (archives === 0)
    say(
      locale === 'en'
        ? `No dossier that ended before ${before} is left to archive.`
        : `Không còn hồ sơ nào kết thúc trước ${before} để lưu kho.`,
    );
}

export interface RestoreDossiers extends Asked {
  readonly folder: string;
  /** Codes of dossiers; empty: all of the archive. */
  readonly codes: readonly string[];
}

/**
 * Takes dossiers of an archive back into the database.
 * @returns what was done, in words of the language.
 * @throws OperatorError `ARCHIVE_…`, and those of opening the database.
 */
export async function restoreArchivedDossiers(what: RestoreDossiers): Promise<string> {
  const { folder, codes, locale = 'vi', env = process.env } = what;
  const { name, dossiers } = await withOwnDatabase(env, (db) =>
    restoreDossiers(db, { folder: resolve(folder), codes, now: systemClock.now() }),
  );
  return locale === 'en'
    ? `${name}: ${dossiers} dossiers were restored.`
    : `${name}: đã khôi phục ${dossiers} hồ sơ.`;
}
