import type { remediationRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { removeTask, saveTask } from './edit-task.service.ts';
import { previewFigures, takeFigures } from './figures.service.ts';
import { addTask, fillPlan, openPlan } from './fill-plan.service.ts';
import { approvePlan, returnPlan, sendPlan } from './move-plan.service.ts';
import { checkTask, claimTask } from './move-task.service.ts';
import { remediationDocument } from './document.service.ts';
import { getRemediation, listRemediation } from './remediation.service.ts';
import { exportTasks, listTasks } from './task-list.service.ts';

export const remediationHandlers: Handlers<typeof remediationRoutes> = {
  listRemediation: ({ context, params, query }) => listRemediation(context, params.roundId, query),
  getRemediation: ({ context, params }) => getRemediation(context, params),
  openRemediationPlan: ({ context, params }) => openPlan(context, params),
  fillRemediationPlan: ({ context, params }) => fillPlan(context, params),
  addRemediationTask: ({ context, params, body }) => addTask(context, params, body),
  sendRemediationPlan: ({ context, params, body }) => sendPlan(context, params, body),
  returnRemediationPlan: ({ context, params, body }) => returnPlan(context, params, body),
  approveRemediationPlan: ({ context, params, body }) => approvePlan(context, params, body),
  remediationDocument: ({ context, params }) => remediationDocument(context, params, params.format),
  saveRemediationTask: async ({ context, params, ifMatch, body, reply }) => {
    const task = await saveTask(context, params, ifMatch, body);
    reply.etag(task.version);
    return task;
  },
  removeRemediationTask: ({ context, params, ifMatch }) => removeTask(context, params, ifMatch),
  claimRemediationTask: ({ context, params, body }) => claimTask(context, params, body),
  checkRemediationTask: ({ context, params, body }) => checkTask(context, params, body),
  listRemediationTasks: ({ context, query }) => listTasks(context, query),
  exportRemediationTasks: ({ context, query }) => exportTasks(context, query),
  previewRemediationFigures: ({ context, params, query }) => previewFigures(context, params, query),
  takeRemediationFigures: ({ context, params, body }) => takeFigures(context, params, body),
};
