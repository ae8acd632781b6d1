/* Every kind of background work is registered when its file is loaded; a process that runs jobs loads them here. */
import '../platform/mail/deliver-mail.job.ts';
import './access/password-reset.job.ts';
import './counted-figures/compute-months.job.ts';
import './counted-figures/take-figures.job.ts';
import './dossiers/recount-dossiers.job.ts';
import './dossier-files/take-dossier-file.job.ts';
import './evidence/extract-text.job.ts';
import './evidence/scan-again.job.ts';
import './notices/collect-mail.job.ts';
import './notices/missing-digest.job.ts';
import './notices/remind.job.ts';
import './notices/remind-replies.job.ts';
import './notices/send-to-gateway.job.ts';
import './notices/tell-hearing.job.ts';
import './notices/tell-published.job.ts';
import './publication/build-publication.job.ts';
import './receipts/log-receipts.job.ts';
