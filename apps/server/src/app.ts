import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { ROUTES } from '@parix/api-contract';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { registerSignOn } from './features/access/sign-on.routes.ts';
import { HANDLERS } from './features/handlers.ts';
import { registerPublicFigures } from './features/dossiers/public-figures.routes.ts';
import { registerUploads } from './features/evidence/uploads.routes.ts';
import { registerLookupPages } from './features/one-stop-counter/lookup-page.routes.ts';
import { registerPublicPages } from './features/publication/public-pages.routes.ts';
import { registerReceiptPages } from './features/receipts/check-page.routes.ts';
import { registerSurveyPages } from './features/surveys/answer-page.routes.ts';
import { installCompression } from './platform/compress-answers.ts';
import { installErrorHandler } from './platform/error-handler.ts';
import { registerHealth } from './platform/health.ts';
import { newId } from './platform/ids.ts';
import { DEFAULT_LIMITS, installLimits, type Limits } from './platform/limits.ts';
import { registerMetrics } from './platform/metrics.ts';
import { installOpenApi } from './platform/openapi.ts';
import { registerRoutes } from './platform/register-routes.ts';
import { installSecurityHeaders } from './platform/security-headers.ts';
import type { AppServices } from './platform/services.ts';
import { registerWeb, WEB_DIST } from './platform/static-web.ts';
import { MAX_UPLOAD_BYTES } from './platform/uploads.ts';

export interface AppOptions extends AppServices {
  readonly logger: FastifyBaseLogger;
  readonly limits?: Limits;
  /** Folder of the built web. */
  readonly webFolder?: string;
}

/** The whole HTTP application, ready for `listen` or `inject`. Refuses to boot when a route is incomplete. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { logger, limits = DEFAULT_LIMITS, webFolder = WEB_DIST, ...services } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    genReqId: newId,
    bodyLimit: 1024 * 1024,
    trustProxy: services.config.trustedProxies ? [...services.config.trustedProxies] : false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installErrorHandler(app);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  await installSecurityHeaders(app, services.config.publicUrl);
  installCompression(app);
  await app.register(cookie);
  await installLimits(app, services.config.publicUrl, limits);
  await app.register(multipart, { limits: { files: 1, fields: 10, parts: 11, fileSize: MAX_UPLOAD_BYTES } });
  await installOpenApi(app);
  registerRoutes(app, services, ROUTES, HANDLERS, limits);
  registerHealth(app, services.db);
  registerMetrics(app);
  registerSignOn(app, services, limits);
  registerUploads(app, services);
  registerPublicPages(app, services);
  registerPublicFigures(app, services);
  registerReceiptPages(app, services);
  registerSurveyPages(app, services);
  registerLookupPages(app, services);
  await registerWeb(app, webFolder);
  return app;
}
