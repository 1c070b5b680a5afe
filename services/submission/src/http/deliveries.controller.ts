// Who was told of a submission and who could not be, sending again, and the secrets that sign webhooks.
import type { DeliveryView, Principal, WebhookSecret } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, notFound, PORTS, problemOf, Requires, type ServicePorts } from '@frontdesk/nest';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Repository } from 'typeorm';
import { Deliveries } from '../commands/deliveries.js';
import { WebhookSecrets } from '../delivery/webhook-secrets.js';
import { Finding } from '../reads/finding.js';
import { Rules } from '../reads/rules.js';
import { DeliveryRows, toDeliveryView, type DeliveryRow } from '../rows/delivery-row.js';
import { RotateWebhookBody } from './bodies.js';
import { metaOf, RequestId, SubmissionId } from './request.js';

const HOUR_MS = 3_600_000;
const DAY_IN_HOURS = 24;

@ApiTags('submissions')
@Controller('v1/submissions')
export class DeliveriesController {
  private readonly rows: Repository<DeliveryRow>;

  constructor(
    @Inject(PORTS) ports: ServicePorts,
    @Inject(Finding) private readonly finding: Finding,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
  ) {
    this.rows = ports.db.getRepository(DeliveryRows);
  }

  @Get('webhooks')
  @Requires('key.manage')
  @Answers('WebhookList')
  @ApiOperation({ summary: 'The addresses in the settings, each with the secret that signs what it is sent' })
  async webhooks(@CurrentPrincipal() { workspace }: Principal): Promise<{ data: readonly WebhookSecret[] }> {
    const urls = await this.rules.webhooks(workspace);
    return { data: await Promise.all(urls.map((url) => this.secrets.view(workspace, url))) };
  }

  @Post('webhooks/rotate')
  @HttpCode(200)
  @Requires('key.manage')
  @Answers('WebhookSecret')
  @ApiOperation({ summary: 'A new secret for an address; the one before it signs beside it for the overlap' })
  async rotate(
    @CurrentPrincipal() { workspace, id: by }: Principal,
    @RequestId() requestId: string,
    @Body() { url, overlapHours = DAY_IN_HOURS }: RotateWebhookBody,
  ): Promise<WebhookSecret> {
    if (!(await this.rules.webhooks(workspace)).includes(url)) throw notFound('webhook in the settings');
    return this.secrets.rotate(workspace, url, { overlapMs: overlapHours * HOUR_MS, by, requestId });
  }

  @Get(':id/deliveries')
  @Requires('submission.read')
  @Answers('DeliveryList')
  @ApiOperation({ summary: 'Who is told of it, in the order in which they are' })
  async list(
    @CurrentPrincipal() { workspace }: Principal,
    @Param('id', SubmissionId) submissionId: string,
  ): Promise<{ data: readonly DeliveryView[] }> {
    await this.finding.row(workspace, submissionId);
    const rows = await this.rows.find({ where: { workspace, submissionId }, order: { deliveryId: 'ASC' } });
    return { data: rows.map(toDeliveryView) };
  }

  @Post(':id/deliveries/:deliveryId/retry')
  @HttpCode(200)
  @Requires('submission.deliver')
  @Answers('DeliveryView')
  @ApiOperation({ summary: 'Send again what was given up; its tries begin anew' })
  async retry(
    @CurrentPrincipal() principal: Principal,
    @Param('id', SubmissionId) submissionId: string,
    @Param('deliveryId', SubmissionId) deliveryId: string,
    @RequestId() requestId: string,
  ): Promise<DeliveryView> {
    const { workspace, id: by } = principal;
    const known = { workspace, submissionId, deliveryId };
    if ((await this.rows.findOneBy(known)) === null) throw notFound('delivery');
    const meta = metaOf(principal, requestId);
    const handled = await this.deliveries.run({ ...known, command: { type: 'retry', by }, meta });
    if (handled.outcome === 'rejected') throw problemOf(handled.refusal);
    const row = await this.rows.findOneBy(known);
    if (row === null) throw notFound('delivery');
    return toDeliveryView(row);
  }
}
